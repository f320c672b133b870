-- A ledger of years: what belongs together lies together, and is kept in fewer bytes. Derived rows only: they are folded
-- again when the file is next opened.
-- What a newcomer gets wrong: `document` and `movement` are kept by the number of their entry. It differs from computer to
-- computer, so that it never enters the digest; but the entries of a site lie side by side, and so do its documents.

DROP TABLE movement;
DROP TABLE document;

-- One row for whatever a person can open. `stage`: waiting, proposed, posted, reversed, quarantined, ignored, confirmed,
-- cancelled, ended.
CREATE TABLE document (
    -- The entry that posted it.
    entry       INTEGER PRIMARY KEY REFERENCES entry (id),
    unit        TEXT    NOT NULL,
    id          BLOB    NOT NULL,
    kind        TEXT    NOT NULL,
    stage       TEXT    NOT NULL,
    -- The document's number, or its title where it has none.
    number      TEXT    NOT NULL,
    site        BLOB,
    party       BLOB,
    occurred_on TEXT    NOT NULL,
    recorded_at TEXT    NOT NULL,
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
CREATE INDEX document_by_day ON document (occurred_on, recorded_at, id, unit);
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
    movement     TEXT    NOT NULL,
    -- As balances name it: the dispatched lot where a provisional one was linked to it.
    lot          BLOB    NOT NULL,
    condition    TEXT    NOT NULL,
    to_condition TEXT    NOT NULL,
    from_node    TEXT    NOT NULL,
    to_node      TEXT    NOT NULL,
    quantity     INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 9007199254740991),
    PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX movement_by_lot ON movement (lot);

-- I-01, I-05, I-08: a movement walks where its kind may walk (the table of movements of the domain).
CREATE TRIGGER movement_walks_where_it_may BEFORE INSERT ON movement
WHEN NEW.movement <> 'REVERSAL' AND instr('|'
        || 'RECEIPT donor>site|RECEIPT_REFUSED donor>returned|ISSUE site>distributed|INTERNAL_MOVE site>site|'
        || 'CONDITION_CHANGE site>site|CONSUMPTION site>consumed|TRANSFER_OUT site>transit|'
        || 'TRANSFER_IN transit>site|TRANSFER_IN transit>donor|RETURN_FROM_USER distributed>site|'
        || 'RETURN_TO_DONOR site>returned|LOAN_OUT site>partner|LOAN_BACK partner>site|LOSS site>loss|'
        || 'LOSS transit>loss|DISPOSAL site>disposed|COUNT_GAIN variance>site|COUNT_GAIN variance>transit|'
        || 'COUNT_LOSS site>variance|KIT_BUILD site>kit|KIT_BUILD kit>site|KIT_BREAK site>kit|'
        || 'KIT_BREAK kit>site|REPACK site>site|OWNERSHIP_CHANGE site>site|OPENING donor>site|'
        || 'OPENING source>site|',
    '|' || NEW.movement || ' ' || substr(NEW.from_node, 1, instr(NEW.from_node, '/') - 1)
        || '>' || substr(NEW.to_node, 1, instr(NEW.to_node, '/') - 1) || '|') = 0
BEGIN SELECT RAISE(ABORT, 'a movement goes where its kind does not go'); END;

CREATE TRIGGER movement_is_sound BEFORE INSERT ON movement
WHEN NOT (instr(' GOOD DAMAGED QUARANTINE EXPIRED RECALLED ', ' ' || NEW.condition || ' ') > 0
        AND instr(' GOOD DAMAGED QUARANTINE EXPIRED RECALLED ', ' ' || NEW.to_condition || ' ') > 0
        AND (instr(' CONDITION_CHANGE REPACK OWNERSHIP_CHANGE ', ' ' || NEW.movement || ' ') = 0 OR NEW.from_node = NEW.to_node)
        AND (NEW.condition = NEW.to_condition OR instr(' REPACK OWNERSHIP_CHANGE ', ' ' || NEW.movement || ' ') = 0))
BEGIN SELECT RAISE(ABORT, 'a movement contradicts its kind'); END;

CREATE TRIGGER movement_is_of_a_document BEFORE INSERT ON movement
WHEN NOT EXISTS (SELECT 1 FROM document WHERE document.entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'a movement belongs to no document'); END;

-- I-04: a reversal mirrors what was posted, each line once.
CREATE TRIGGER reversal_mirrors_once BEFORE INSERT ON movement
WHEN NEW.movement = 'REVERSAL' AND NOT (
    EXISTS (SELECT 1 FROM document AS mine
              JOIN document AS posted ON posted.unit = mine.unit
              JOIN movement ON movement.entry = posted.entry
             WHERE mine.entry = NEW.entry AND movement.movement <> 'REVERSAL'
               AND movement.lot = NEW.lot AND movement.quantity = NEW.quantity
               AND movement.from_node = NEW.to_node AND movement.to_node = NEW.from_node
               AND movement.condition = NEW.to_condition AND movement.to_condition = NEW.condition)
    AND (SELECT 2 * sum(movement.movement = 'REVERSAL') < count(*)
           FROM document AS mine
           JOIN document AS other ON other.unit = mine.unit
           JOIN movement ON movement.entry = other.entry
          WHERE mine.entry = NEW.entry))
BEGIN SELECT RAISE(ABORT, 'a reversal mirrors nothing that was posted'); END;

-- How many ends of movements each lot has at each site: a stock card looks at the lots that were there, not at all of the
-- item. A row that comes to zero is removed.
CREATE TABLE lot_at (
    site BLOB    NOT NULL,
    lot  BLOB    NOT NULL,
    ends INTEGER NOT NULL CHECK (ends > 0),
    PRIMARY KEY (site, lot)
) STRICT, WITHOUT ROWID;

-- The unit of a count is that of its document.
ALTER TABLE stock_count DROP COLUMN unit;
