-- A ledger of years: what belongs together lies together, and is kept in fewer bytes. Derived rows only: they are folded
-- again when the file is next opened.
-- What a newcomer gets wrong: `document` and `movement` are kept by the number of their entry. It differs from computer to
-- computer, so that it never enters the digest; but the entries of a site lie side by side, and so do its documents.
-- Units, nodes, conditions and movements are kept as the store's `kept.rs` says: a unit and a node as a byte for the kind
-- and the ids, `condition` -2 DAMAGED, -1 EXPIRED, 0 GOOD, 1 QUARANTINE, 2 RECALLED.

-- Which entries fold together; rebuilt with the projections.
DROP TABLE unit_entry;
CREATE TABLE unit_entry (
    unit  BLOB    NOT NULL,
    entry INTEGER NOT NULL REFERENCES entry (id),
    PRIMARY KEY (unit, entry)
) STRICT, WITHOUT ROWID;

DROP TABLE movement;
DROP TABLE document;

-- One row for whatever a person can open. `stage`: waiting, proposed, posted, reversed, quarantined, ignored, confirmed,
-- cancelled, ended.
CREATE TABLE document (
    -- The entry that posted it.
    entry       INTEGER PRIMARY KEY REFERENCES entry (id),
    unit        BLOB    NOT NULL,
    id          BLOB    NOT NULL,
    kind        TEXT    NOT NULL,
    stage       TEXT    NOT NULL,
    -- The document's number, or its title where it has none.
    number      TEXT    NOT NULL,
    site        BLOB,
    party       BLOB,
    -- Days and seconds since 1970.
    occurred_on INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    person      BLOB    NOT NULL,
    -- Number of and reason given by the reversal that counts.
    reversed_by TEXT,
    reversal_reason TEXT,
    lines       INTEGER NOT NULL,
    folded      TEXT    NOT NULL,
    -- The last entry that its state rests on.
    last_entry  INTEGER NOT NULL REFERENCES entry (id),
    UNIQUE (unit, kind, id)
) STRICT;
CREATE INDEX document_by_id ON document (id);
CREATE INDEX document_by_day ON document (occurred_on, recorded_at);
CREATE INDEX document_by_last_entry ON document (last_entry);

-- I-04: what is reversed says by what; a stage is one that readers know.
CREATE TRIGGER document_is_sound BEFORE INSERT ON document
WHEN NOT (instr(' waiting proposed posted reversed quarantined ignored confirmed cancelled ended ', ' ' || NEW.stage || ' ') > 0
        AND (NEW.stage <> 'reversed' OR NEW.reversed_by IS NOT NULL)
        AND NEW.lines >= 0)
BEGIN SELECT RAISE(ABORT, 'a document stands in no stage'); END;

-- Movement lines: quantity > 0 of one lot from one node to another, in the condition it left and the one it arrived in.
CREATE TABLE movement (
    -- That of the document or reversal that moved it.
    entry        INTEGER NOT NULL,
    -- Its place among the movements of the unit.
    n            INTEGER NOT NULL,
    movement     INTEGER NOT NULL,
    -- As balances name it: the dispatched lot where a provisional one was linked to it.
    lot          BLOB    NOT NULL,
    condition    INTEGER NOT NULL,
    to_condition INTEGER NOT NULL,
    from_node    BLOB    NOT NULL,
    to_node      BLOB    NOT NULL,
    quantity     INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 9007199254740991),
    PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX movement_by_lot ON movement (lot);

-- I-01, I-05, I-08: a movement walks where its kind may walk (the table of movements of the domain). First the movement,
-- then what the nodes begin with.
CREATE TRIGGER movement_walks_where_it_may BEFORE INSERT ON movement
WHEN NEW.movement <> 21 /* REVERSAL */ AND instr('|'
        || '1 04>09|' -- RECEIPT donor>site
        || '2 04>08|' -- RECEIPT_REFUSED donor>returned
        || '0 09>03|' -- ISSUE site>distributed
        || '3 09>09|' -- INTERNAL_MOVE site>site
        || '4 09>09|' -- CONDITION_CHANGE site>site
        || '5 09>01|' -- CONSUMPTION site>consumed
        || '6 09>0C|' -- TRANSFER_OUT site>transit
        || '7 0C>09|' -- TRANSFER_IN transit>site
        || '7 0C>04|' -- TRANSFER_IN transit>donor
        || '8 03>09|' -- RETURN_FROM_USER distributed>site
        || '9 09>08|' -- RETURN_TO_DONOR site>returned
        || '10 09>07|' -- LOAN_OUT site>partner
        || '11 07>09|' -- LOAN_BACK partner>site
        || '12 09>06|' -- LOSS site>loss
        || '12 0C>06|' -- LOSS transit>loss
        || '13 09>02|' -- DISPOSAL site>disposed
        || '14 0D>09|' -- COUNT_GAIN variance>site
        || '14 0D>0C|' -- COUNT_GAIN variance>transit
        || '15 09>0D|' -- COUNT_LOSS site>variance
        || '16 09>05|' -- KIT_BUILD site>kit
        || '16 05>09|' -- KIT_BUILD kit>site
        || '17 09>05|' -- KIT_BREAK site>kit
        || '17 05>09|' -- KIT_BREAK kit>site
        || '18 09>09|' -- REPACK site>site
        || '19 09>09|' -- OWNERSHIP_CHANGE site>site
        || '20 04>09|' -- OPENING donor>site
        || '20 0A>09|' -- OPENING source>site
        , '|' || NEW.movement || ' ' || hex(substr(NEW.from_node, 1, 1)) || '>' || hex(substr(NEW.to_node, 1, 1)) || '|') = 0
BEGIN SELECT RAISE(ABORT, 'a movement goes where its kind does not go'); END;

CREATE TRIGGER movement_is_sound BEFORE INSERT ON movement
WHEN NOT (NEW.condition BETWEEN -2 AND 2
        AND NEW.to_condition BETWEEN -2 AND 2
        AND (NEW.movement <> 4 /* CONDITION_CHANGE */ AND NEW.movement <> 18 /* REPACK */ AND NEW.movement <> 19 /* OWNERSHIP_CHANGE */
             OR NEW.from_node = NEW.to_node)
        AND (NEW.condition = NEW.to_condition OR NEW.movement <> 18 /* REPACK */ AND NEW.movement <> 19 /* OWNERSHIP_CHANGE */))
BEGIN SELECT RAISE(ABORT, 'a movement contradicts its kind'); END;

CREATE TRIGGER movement_is_of_a_document BEFORE INSERT ON movement
WHEN NOT EXISTS (SELECT 1 FROM document WHERE document.entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'a movement belongs to no document'); END;

-- I-04: a reversal mirrors what was posted, each line once.
CREATE TRIGGER reversal_mirrors_once BEFORE INSERT ON movement
WHEN NEW.movement = 21 /* REVERSAL */ AND NOT (
    -- By the entries of its unit (CROSS): a lot may have moved ten thousand times.
    EXISTS (SELECT 1 FROM document AS mine
             CROSS JOIN document AS posted ON posted.unit = mine.unit
             CROSS JOIN movement ON movement.entry = posted.entry AND movement.lot = NEW.lot
             WHERE mine.entry = NEW.entry AND movement.movement <> 21 /* REVERSAL */
               AND movement.quantity = NEW.quantity
               AND movement.from_node = NEW.to_node AND movement.to_node = NEW.from_node
               AND movement.condition = NEW.to_condition AND movement.to_condition = NEW.condition)
    AND (SELECT 2 * sum(movement.movement = 21 /* REVERSAL */) < count(*)
           FROM document AS mine
          CROSS JOIN document AS other ON other.unit = mine.unit
          CROSS JOIN movement ON movement.entry = other.entry
          WHERE mine.entry = NEW.entry))
BEGIN SELECT RAISE(ABORT, 'a reversal mirrors nothing that was posted'); END;

-- Sum of the movements per lot, node and condition; a row that comes to zero is removed.
DROP TABLE balance;
CREATE TABLE balance (
    lot       BLOB    NOT NULL,
    node      BLOB    NOT NULL,
    condition INTEGER NOT NULL CHECK (condition BETWEEN -2 AND 2),
    quantity  INTEGER NOT NULL CHECK (quantity <> 0),
    PRIMARY KEY (lot, node, condition)
) STRICT, WITHOUT ROWID;
-- Nobody asks for all that donors gave: a statement that says so too (NOT BETWEEN) finds a node here.
CREATE INDEX balance_by_node ON balance (node) WHERE node NOT BETWEEN x'04' AND x'05';
-- Where a place has less than nothing.
CREATE INDEX balance_below_zero ON balance (node, lot, condition) WHERE quantity < 0 AND node NOT BETWEEN x'04' AND x'05';

-- I-02: a balance is a sum of movements, and an exact number.
CREATE TRIGGER balance_is_sound BEFORE INSERT ON balance
WHEN NOT (NEW.quantity BETWEEN -9007199254740991 AND 9007199254740991)
BEGIN SELECT RAISE(ABORT, 'a balance leaves the exact numbers'); END;

CREATE TRIGGER balance_stays_sound BEFORE UPDATE ON balance
WHEN NOT (NEW.quantity BETWEEN -9007199254740991 AND 9007199254740991)
BEGIN SELECT RAISE(ABORT, 'a balance leaves the exact numbers'); END;

-- How many ends of movements each lot has at each site: a stock card looks at the lots that were there, not at all of the
-- item. A row that comes to zero is removed.
CREATE TABLE lot_at (
    site BLOB    NOT NULL,
    lot  BLOB    NOT NULL,
    ends INTEGER NOT NULL CHECK (ends > 0),
    PRIMARY KEY (site, lot)
) STRICT, WITHOUT ROWID;

-- What each document says of the lots that begin in it or travel with it. `rank`: 0 the document in which the lot begins,
-- 1 a waybill that carries it; 2 and 3 the same of a document that is quarantined.
DROP TABLE lot_card;
CREATE TABLE lot_card (
    lot         BLOB    NOT NULL,
    rank        INTEGER NOT NULL CHECK (rank BETWEEN 0 AND 3),
    unit        BLOB    NOT NULL,
    item        BLOB    NOT NULL,
    batch       TEXT,
    expiry      TEXT,
    -- NULL: taken over, and nobody knows any more who gave it.
    donor       BLOB,
    -- The document in which it begins.
    kind        TEXT    NOT NULL,
    document    BLOB    NOT NULL,
    number      TEXT    NOT NULL,
    site        BLOB    NOT NULL,
    -- Days since 1970.
    received_on INTEGER NOT NULL,
    provisional INTEGER NOT NULL,
    PRIMARY KEY (lot, rank, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_card_by_unit ON lot_card (unit);

-- The best card of every lot: the lowest rank, then the first unit. A lot that was linked to another reads as that one.
DROP TABLE lot;
CREATE TABLE lot (
    lot         BLOB    PRIMARY KEY,
    unit        BLOB    NOT NULL,
    item        BLOB    NOT NULL,
    batch       TEXT,
    expiry      TEXT,
    donor       BLOB,
    kind        TEXT    NOT NULL,
    document    BLOB    NOT NULL,
    number      TEXT    NOT NULL,
    site        BLOB    NOT NULL,
    -- Days since 1970.
    received_on INTEGER NOT NULL,
    provisional INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_by_item ON lot (item);
CREATE INDEX lot_by_donor ON lot (donor);
-- Lots of one batch, for the earliest expiry that somebody read on its label.
CREATE INDEX lot_by_batch ON lot (item, batch) WHERE batch IS NOT NULL;

-- Provisional lots that a document links to the lot that was dispatched; of two links of one lot the first unit's counts.
DROP TABLE lot_alias;
CREATE TABLE lot_alias (
    lot       BLOB NOT NULL,
    unit      BLOB NOT NULL,
    canonical BLOB NOT NULL,
    PRIMARY KEY (lot, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_alias_by_unit ON lot_alias (unit);
CREATE INDEX lot_alias_by_canonical ON lot_alias (canonical);

-- Every move of every record, those that changed nothing too: `why` says why not.
DROP TABLE stage_move;
CREATE TABLE stage_move (
    unit        BLOB    NOT NULL,
    n           INTEGER NOT NULL,
    id          BLOB    NOT NULL,
    stage       TEXT    NOT NULL,
    -- JSON of the record and its target, as the entry says it.
    record      TEXT    NOT NULL,
    why         TEXT,
    person      BLOB    NOT NULL,
    occurred_on TEXT    NOT NULL,
    recorded_at TEXT    NOT NULL,
    reason      TEXT,
    entry       INTEGER NOT NULL REFERENCES entry (id),
    PRIMARY KEY (unit, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX stage_move_by_id ON stage_move (id);

-- Issues and their lines, by the entry of their document, which has their stage and their site.
DROP VIEW reserved;
DROP TABLE issue;
DROP TABLE issue_line;
CREATE TABLE issue (
    entry       INTEGER PRIMARY KEY,
    point       BLOB NOT NULL,
    reservation BLOB,
    -- JSON of how many people were served, by band; never who.
    served      TEXT
) STRICT;
CREATE INDEX issue_by_reservation ON issue (reservation) WHERE reservation IS NOT NULL;

CREATE TABLE issue_line (
    entry     INTEGER NOT NULL,
    n         INTEGER NOT NULL,
    lot       BLOB    NOT NULL,
    item      BLOB    NOT NULL,
    condition INTEGER NOT NULL,
    quantity  INTEGER NOT NULL,
    place     BLOB,
    -- Why this lot, where another one expires first.
    reason    TEXT,
    PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX issue_line_by_lot ON issue_line (lot);

CREATE TRIGGER issue_line_is_sound BEFORE INSERT ON issue_line
WHEN NOT (NEW.quantity > 0
        AND NEW.condition BETWEEN -2 AND 2
        AND EXISTS (SELECT 1 FROM issue WHERE issue.entry = NEW.entry))
BEGIN SELECT RAISE(ABORT, 'a row of issue_line counts nothing or belongs to nothing'); END;

-- What is still reserved of each item: what was asked, less what was issued for it. Records that turned out to be one item
-- reserve and fulfil each other.
CREATE VIEW reserved AS
SELECT reservation.id AS reservation, reservation.site, reservation.expires_on, reservation_line.item,
       reservation_line.n, reservation_line.quantity,
       reservation_line.quantity
         - coalesce((SELECT total_units(issue_line.quantity)
                       FROM issue
                       JOIN document ON document.entry = issue.entry AND document.stage = 'posted'
                       JOIN issue_line ON issue_line.entry = issue.entry
                      WHERE issue.reservation = reservation.id AND document.site = reservation.site
                        AND (issue_line.item = reservation_line.item
                             OR coalesce((SELECT at FROM canonical WHERE id = issue_line.item), issue_line.item)
                              = coalesce((SELECT at FROM canonical WHERE id = reservation_line.item), reservation_line.item))),
                    0) AS remaining
  FROM reservation
  JOIN reservation_line ON reservation_line.reservation = reservation.id
 WHERE reservation.stage = 'posted';

-- Lines of receipts are found by their receipt, and by the paper that announced them.
DROP INDEX receipt_line_by_id;
DROP INDEX receipt_line_by_item;

-- The unit of a count is that of its document.
ALTER TABLE stock_count DROP COLUMN unit;
