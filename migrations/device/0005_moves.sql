-- Transfers, counts, kits and reservations as screens ask for them. Derived rows only: they are folded again when the file
-- is next opened.

-- A waybill. `stage` as in `document`.
CREATE TABLE transfer (
    id          BLOB PRIMARY KEY,
    stage       TEXT NOT NULL,
    site        BLOB NOT NULL,
    to_site     BLOB NOT NULL,
    vehicle     TEXT NOT NULL,
    carrier     TEXT,
    seal        TEXT,
    expected_on TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX transfer_by_site ON transfer (site);
CREATE INDEX transfer_by_to_site ON transfer (to_site);

CREATE TABLE transfer_line (
    transfer  BLOB    NOT NULL,
    n         INTEGER NOT NULL,
    lot       BLOB    NOT NULL,
    item      BLOB    NOT NULL,
    condition TEXT    NOT NULL,
    quantity  INTEGER NOT NULL,
    place     BLOB,
    PRIMARY KEY (transfer, n)
) STRICT, WITHOUT ROWID;

-- A receiver's document about a transfer, whose waybill may not have arrived.
CREATE TABLE transfer_receipt (
    id        BLOB PRIMARY KEY,
    stage     TEXT NOT NULL,
    transfer  BLOB NOT NULL,
    site      BLOB NOT NULL,
    from_site BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX transfer_receipt_by_transfer ON transfer_receipt (transfer);
CREATE INDEX transfer_receipt_by_site ON transfer_receipt (site);
CREATE INDEX transfer_receipt_by_from_site ON transfer_receipt (from_site);

CREATE TABLE transfer_receipt_line (
    receipt   BLOB    NOT NULL,
    n         INTEGER NOT NULL,
    lot       BLOB    NOT NULL,
    item      BLOB    NOT NULL,
    condition TEXT    NOT NULL,
    expected  INTEGER NOT NULL,
    good      INTEGER NOT NULL,
    damaged   INTEGER NOT NULL,
    refused   INTEGER NOT NULL,
    short     INTEGER NOT NULL,
    over      INTEGER NOT NULL,
    reason    TEXT,
    PRIMARY KEY (receipt, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer_settlement (
    id       BLOB PRIMARY KEY,
    stage    TEXT NOT NULL,
    transfer BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX transfer_settlement_by_transfer ON transfer_settlement (transfer);

-- Links of unannounced receipts to waybills.
CREATE TABLE dispatch_match (
    id       BLOB PRIMARY KEY,
    stage    TEXT NOT NULL,
    receipt  BLOB NOT NULL,
    transfer BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dispatch_match_by_transfer ON dispatch_match (transfer);
CREATE INDEX dispatch_match_by_receipt ON dispatch_match (receipt);

-- `saw_pos` and `saw_heads` (JSON array of {device, scope, seq}): what the counter knew.
CREATE TABLE stock_count (
    id          BLOB    PRIMARY KEY,
    unit        TEXT    NOT NULL,
    stage       TEXT    NOT NULL,
    site        BLOB    NOT NULL,
    place       BLOB,
    blind       INTEGER NOT NULL,
    device      BLOB    NOT NULL,
    recorded_at TEXT    NOT NULL,
    saw_pos     INTEGER NOT NULL,
    saw_heads   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_count_by_site ON stock_count (site);

CREATE TABLE stock_count_line (
    count     BLOB    NOT NULL,
    n         INTEGER NOT NULL,
    lot       BLOB    NOT NULL,
    item      BLOB    NOT NULL,
    condition TEXT    NOT NULL,
    place     BLOB,
    book      INTEGER NOT NULL,
    counted   INTEGER NOT NULL,
    reason    TEXT,
    PRIMARY KEY (count, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE opening (
    id    BLOB PRIMARY KEY,
    stage TEXT NOT NULL,
    site  BLOB NOT NULL,
    note  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE opening_line (
    opening   BLOB    NOT NULL,
    n         INTEGER NOT NULL,
    lot       BLOB    NOT NULL,
    item      BLOB    NOT NULL,
    batch     TEXT,
    expiry    TEXT,
    donor     BLOB,
    condition TEXT    NOT NULL,
    quantity  INTEGER NOT NULL,
    place     BLOB,
    PRIMARY KEY (opening, n)
) STRICT, WITHOUT ROWID;

-- Versions of what kits contain.
CREATE TABLE kit (
    id      BLOB    PRIMARY KEY,
    item    BLOB    NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX kit_by_item ON kit (item, version);

CREATE TABLE kit_component (
    kit      BLOB    NOT NULL,
    n        INTEGER NOT NULL,
    item     BLOB    NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (kit, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE kit_build (
    id       BLOB    PRIMARY KEY,
    stage    TEXT    NOT NULL,
    site     BLOB    NOT NULL,
    kit      BLOB    NOT NULL,
    item     BLOB    NOT NULL,
    lot      BLOB    NOT NULL,
    quantity INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX kit_build_by_lot ON kit_build (lot);

CREATE TABLE kit_build_line (
    build    BLOB    NOT NULL,
    n        INTEGER NOT NULL,
    lot      BLOB    NOT NULL,
    item     BLOB    NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (build, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE kit_break (
    id       BLOB    PRIMARY KEY,
    stage    TEXT    NOT NULL,
    build    BLOB    NOT NULL,
    quantity INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX kit_break_by_build ON kit_break (build);

-- `stage`: posted, ended, quarantined. That `expires_on` has passed is judged by the reader.
CREATE TABLE reservation (
    id            BLOB    PRIMARY KEY,
    stage         TEXT    NOT NULL,
    site          BLOB    NOT NULL,
    point         BLOB,
    expires_on    TEXT    NOT NULL,
    note          TEXT,
    -- Ordered by a coordinator.
    release_order INTEGER NOT NULL,
    -- The issue that its end names.
    issue         BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX reservation_by_site ON reservation (site);

CREATE TABLE reservation_line (
    reservation BLOB    NOT NULL,
    n           INTEGER NOT NULL,
    item        BLOB    NOT NULL,
    quantity    INTEGER NOT NULL,
    PRIMARY KEY (reservation, n)
) STRICT, WITHOUT ROWID;

ALTER TABLE issue ADD COLUMN reservation BLOB;
CREATE INDEX issue_by_reservation ON issue (reservation) WHERE reservation IS NOT NULL;

-- Lots of one batch, for the earliest expiry that somebody read on its label.
CREATE INDEX lot_by_batch ON lot (item, batch) WHERE batch IS NOT NULL;
-- Where a place has less than nothing.
CREATE INDEX balance_below_zero ON balance (node, lot, condition) WHERE quantity < 0;

-- What is still reserved of each item: what was asked, less what was issued for it.
CREATE VIEW reserved AS
SELECT reservation.id AS reservation, reservation.site, reservation.expires_on, reservation_line.item,
       reservation_line.n, reservation_line.quantity,
       reservation_line.quantity
         - coalesce((SELECT sum(issue_line.quantity)
                       FROM issue
                       JOIN issue_line ON issue_line.issue = issue.id
                      WHERE issue.reservation = reservation.id AND issue.stage = 'posted' AND issue.site = reservation.site
                        AND issue_line.item = reservation_line.item), 0) AS remaining
  FROM reservation
  JOIN reservation_line ON reservation_line.reservation = reservation.id
 WHERE reservation.stage = 'posted';
