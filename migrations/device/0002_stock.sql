-- Stock in full: lots with what they are, goods whose condition changes on the way. Derived rows only: they are folded
-- again when the file is next opened.

DROP TABLE movement;

-- Movement lines: quantity > 0 of one lot from one node to another, in the condition it left and the one it arrived in.
CREATE TABLE movement (
    unit         TEXT    NOT NULL,
    n            INTEGER NOT NULL,
    -- The document or reversal that moved it.
    document     BLOB    NOT NULL,
    kind         TEXT    NOT NULL,
    movement     TEXT    NOT NULL,
    -- As balances name it: the dispatched lot where a provisional one was linked to it.
    lot          BLOB    NOT NULL,
    condition    TEXT    NOT NULL,
    to_condition TEXT    NOT NULL,
    from_node    TEXT    NOT NULL,
    to_node      TEXT    NOT NULL,
    quantity     INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 9007199254740991),
    occurred_on  TEXT    NOT NULL,
    PRIMARY KEY (unit, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX movement_by_lot ON movement (lot);

-- What each document says of the lots that begin in it or travel with it. `rank`: 0 the document in which the lot begins,
-- 1 a waybill that carries it; 2 and 3 the same of a document that is quarantined.
CREATE TABLE lot_card (
    lot         BLOB    NOT NULL,
    rank        INTEGER NOT NULL CHECK (rank BETWEEN 0 AND 3),
    unit        TEXT    NOT NULL,
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
    received_on TEXT    NOT NULL,
    provisional INTEGER NOT NULL,
    PRIMARY KEY (lot, rank, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_card_by_unit ON lot_card (unit);

-- The best card of every lot: the lowest rank, then the first unit. A lot that was linked to another reads as that one.
CREATE TABLE lot (
    lot         BLOB    PRIMARY KEY,
    unit        TEXT    NOT NULL,
    item        BLOB    NOT NULL,
    batch       TEXT,
    expiry      TEXT,
    donor       BLOB,
    kind        TEXT    NOT NULL,
    document    BLOB    NOT NULL,
    number      TEXT    NOT NULL,
    site        BLOB    NOT NULL,
    received_on TEXT    NOT NULL,
    provisional INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_by_item ON lot (item);
CREATE INDEX lot_by_donor ON lot (donor);

-- Provisional lots that a document links to the lot that was dispatched; of two links of one lot the first unit's counts.
CREATE TABLE lot_alias (
    lot       BLOB NOT NULL,
    unit      TEXT NOT NULL,
    canonical BLOB NOT NULL,
    PRIMARY KEY (lot, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_alias_by_unit ON lot_alias (unit);
CREATE INDEX lot_alias_by_canonical ON lot_alias (canonical);

-- Areas and bins inside a site.
CREATE TABLE place (
    id     BLOB PRIMARY KEY,
    site   BLOB NOT NULL,
    name   TEXT NOT NULL,
    parent BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX place_by_site ON place (site);

-- Up to how many base units of an item one person alone decides.
CREATE TABLE approval_limit (
    id    BLOB PRIMARY KEY,
    kind  TEXT    NOT NULL,
    units INTEGER NOT NULL CHECK (units >= 0)
) STRICT, WITHOUT ROWID;

-- Goods lent to partners; `stage` as of documents.
CREATE TABLE loan (
    document BLOB PRIMARY KEY,
    stage    TEXT NOT NULL,
    site     BLOB NOT NULL,
    party    BLOB NOT NULL,
    due_on   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX loan_by_site ON loan (site);

CREATE TABLE loan_line (
    document BLOB    NOT NULL,
    n        INTEGER NOT NULL,
    lot      BLOB    NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

-- Lines of receipts and issues name the place in the site.

DROP VIEW answered;
DROP TABLE receipt_line;
DROP TABLE issue_line;
DROP TABLE issue;

CREATE TABLE receipt_line (
    receipt         BLOB    NOT NULL,
    n               INTEGER NOT NULL,
    id              BLOB    NOT NULL,
    item            BLOB    NOT NULL,
    batch           TEXT,
    expiry          TEXT,
    acceptance_line BLOB,
    expected        INTEGER,
    good            INTEGER NOT NULL,
    damaged         INTEGER NOT NULL,
    refused         INTEGER NOT NULL,
    short           INTEGER NOT NULL,
    over            INTEGER NOT NULL,
    reason          TEXT,
    place           BLOB,
    PRIMARY KEY (receipt, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_line_by_id ON receipt_line (id);
CREATE INDEX receipt_line_by_acceptance_line ON receipt_line (acceptance_line) WHERE acceptance_line IS NOT NULL;
CREATE INDEX receipt_line_by_item ON receipt_line (item);

CREATE VIEW answered AS
    SELECT receipt_line.acceptance_line AS acceptance_line,
           receipt_line.good + receipt_line.damaged + receipt_line.refused AS quantity
      FROM receipt_line
      JOIN receipt ON receipt.id = receipt_line.receipt AND receipt.stage = 'posted'
     WHERE receipt_line.acceptance_line IS NOT NULL
    UNION ALL
    SELECT match_line.acceptance_line, match_line.quantity FROM match_line;

CREATE TABLE issue (
    id     BLOB PRIMARY KEY,
    stage  TEXT NOT NULL,
    site   BLOB NOT NULL,
    point  BLOB NOT NULL,
    -- JSON of how many people were served, by band; never who.
    served TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE issue_line (
    issue     BLOB    NOT NULL,
    n         INTEGER NOT NULL,
    id        BLOB    NOT NULL,
    lot       BLOB    NOT NULL,
    item      BLOB    NOT NULL,
    condition TEXT    NOT NULL,
    quantity  INTEGER NOT NULL,
    place     BLOB,
    -- Why this lot, where another one expires first.
    reason    TEXT,
    PRIMARY KEY (issue, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX issue_line_by_lot ON issue_line (lot);
