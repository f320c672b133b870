-- The chain in full: stages, versions of requests, transports, consignments, discrepancies, donors' wordings.
-- What a newcomer gets wrong: a stage here is what moves alone made of a record. What acceptances, receipts and the day
-- add to it is derived where it is read.

ALTER TABLE activation ADD COLUMN stage TEXT NOT NULL DEFAULT 'activated';

ALTER TABLE offer ADD COLUMN stage TEXT NOT NULL DEFAULT 'received';
ALTER TABLE offer ADD COLUMN valid_until TEXT;
ALTER TABLE offer ADD COLUMN available_from TEXT;
ALTER TABLE offer ADD COLUMN transport_need TEXT;

ALTER TABLE offer_line ADD COLUMN packaging TEXT;
ALTER TABLE offer_line ADD COLUMN weight_g INTEGER;
ALTER TABLE offer_line ADD COLUMN volume_dm3 INTEGER;
ALTER TABLE offer_line ADD COLUMN condition TEXT;
ALTER TABLE offer_line ADD COLUMN expiry TEXT;

-- `acceptance.stage` also says cancelled; `acceptance_line.quantity` is what is left, `proposed` what it began with.
ALTER TABLE acceptance ADD COLUMN reduced INTEGER NOT NULL DEFAULT 0;
-- The entry that confirmed it, else the one that proposed it.
ALTER TABLE acceptance ADD COLUMN entry INTEGER REFERENCES entry (id);
ALTER TABLE acceptance_line ADD COLUMN proposed INTEGER NOT NULL DEFAULT 0;

ALTER TABLE receipt ADD COLUMN consignment BLOB;
ALTER TABLE receipt_line ADD COLUMN consignment_line BLOB;
CREATE INDEX receipt_by_consignment ON receipt (consignment) WHERE consignment IS NOT NULL;
CREATE INDEX receipt_line_by_consignment_line ON receipt_line (consignment_line) WHERE consignment_line IS NOT NULL;

-- Every move of every record, those that changed nothing too: `why` says why not.
CREATE TABLE stage_move (
    unit        TEXT    NOT NULL,
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

CREATE TABLE request (
    id         BLOB PRIMARY KEY,
    activation BLOB    NOT NULL,
    -- The version that stands.
    version    INTEGER NOT NULL,
    stage      TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    reference  TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE request_version (
    request     BLOB    NOT NULL,
    n           INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    title       TEXT    NOT NULL,
    why         TEXT,
    person      BLOB    NOT NULL,
    occurred_on TEXT    NOT NULL,
    recorded_at TEXT    NOT NULL,
    PRIMARY KEY (request, n)
) STRICT, WITHOUT ROWID;

-- Lines of every version; `v` is the version's place in `request_version`.
CREATE TABLE request_line (
    request       BLOB    NOT NULL,
    v             INTEGER NOT NULL,
    n             INTEGER NOT NULL,
    id            BLOB    NOT NULL,
    -- Of the version that stands.
    stands        INTEGER NOT NULL,
    text          TEXT    NOT NULL,
    group_id      BLOB,
    item          BLOB,
    quantity      INTEGER,
    qualifier     TEXT    NOT NULL,
    unit          TEXT,
    priority      TEXT    NOT NULL,
    needed_by     TEXT,
    site          BLOB,
    entry_point   TEXT,
    specification TEXT,
    PRIMARY KEY (request, v, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE transport (
    id            BLOB PRIMARY KEY,
    activation    BLOB NOT NULL,
    donor         BLOB NOT NULL,
    organiser     TEXT NOT NULL,
    title         TEXT NOT NULL,
    stage         TEXT NOT NULL,
    planned_start TEXT,
    notified_on   TEXT,
    started_on    TEXT,
    ended_on      TEXT,
    applied_on    TEXT,
    -- Decimal text.
    percent       TEXT,
    legal_basis   TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE consignment (
    id             BLOB PRIMARY KEY,
    acceptance     BLOB NOT NULL,
    donor          BLOB NOT NULL,
    announced_site BLOB NOT NULL,
    -- Where it is bound now.
    site           BLOB NOT NULL,
    transport      BLOB,
    waybill        TEXT,
    vehicle        TEXT,
    dispatch_point TEXT,
    announced_eta  TEXT,
    -- As last reported.
    eta            TEXT,
    stage          TEXT NOT NULL,
    -- Business date of the last move that counts, or of the announcement.
    last_report    TEXT NOT NULL,
    -- JSON array.
    units          TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX consignment_by_acceptance ON consignment (acceptance);
CREATE INDEX consignment_by_site ON consignment (site);

CREATE TABLE consignment_line (
    consignment     BLOB    NOT NULL,
    n               INTEGER NOT NULL,
    id              BLOB    NOT NULL,
    acceptance_line BLOB    NOT NULL,
    item            BLOB    NOT NULL,
    quantity        INTEGER NOT NULL,
    PRIMARY KEY (consignment, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX consignment_line_by_id ON consignment_line (id);
CREATE INDEX consignment_line_by_acceptance_line ON consignment_line (acceptance_line);

-- Differences between paper and goods, made with the receipt that shows them; base units.
CREATE TABLE discrepancy (
    receipt  BLOB    NOT NULL,
    n        INTEGER NOT NULL,
    id       BLOB    NOT NULL,
    kind     TEXT    NOT NULL,
    lot      BLOB    NOT NULL,
    item     BLOB    NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    reason   TEXT,
    PRIMARY KEY (receipt, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX discrepancy_by_id ON discrepancy (id);

-- What was done about one; a row only where something was.
CREATE TABLE discrepancy_state (
    id              BLOB PRIMARY KEY,
    stage           TEXT NOT NULL,
    by_site         TEXT,
    by_coordination TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE synonym (
    id       BLOB PRIMARY KEY,
    text     TEXT NOT NULL,
    language TEXT NOT NULL,
    group_id BLOB NOT NULL,
    item     BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX synonym_by_text ON synonym (text);

-- The only fold order, entry by entry: positions first, then what has none by device and that device's own order.
CREATE VIEW fold_place AS
    SELECT entry.id AS entry,
           position.pos IS NULL AS unplaced,
           coalesce(position.pos, 0) AS pos,
           CASE WHEN position.pos IS NULL THEN stream.device ELSE x'' END AS device,
           entry.device_order AS device_order
      FROM entry
      JOIN stream ON stream.id = entry.stream
      LEFT JOIN position ON position.entry = entry.id;

-- One row a posted receipt line that answers a line of a consignment; summed where it is read, so that only the lines
-- asked for are looked at.
CREATE VIEW consigned AS
    SELECT receipt_line.consignment_line AS consignment_line,
           receipt_line.good + receipt_line.damaged + receipt_line.refused AS counted,
           receipt_line.short AS short,
           receipt_line.damaged > 0 OR receipt_line.refused > 0 OR receipt_line.over > 0 AS differs,
           receipt.site AS site
      FROM receipt_line
      JOIN receipt ON receipt.id = receipt_line.receipt AND receipt.stage = 'posted'
     WHERE receipt_line.consignment_line IS NOT NULL;
