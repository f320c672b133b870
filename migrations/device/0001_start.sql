-- The file of one device. Three kinds of table: the journal (what was recorded; append-only), projections (derived from
-- the journal, dropped and rebuilt at will) and what is local to this computer.
-- What a newcomer gets wrong: a projection refers to the journal only through `entry`, a number that differs from
-- computer to computer and therefore never enters the projections' digest.

CREATE TABLE migration (
    version  INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    -- SHA-256 of the migration's text, lower-case hex.
    checksum TEXT NOT NULL
) STRICT;

-- Who this computer is -------------------------------------------------------------------------------------------

-- The seed of an enrolment that has begun; kept, so that asking again enrols the same key.
CREATE TABLE enrolment (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    seed BLOB NOT NULL CHECK (length(seed) = 32)
) STRICT;

CREATE TABLE identity (
    one               INTEGER PRIMARY KEY CHECK (one = 1),
    operation         BLOB    NOT NULL CHECK (length(operation) = 16),
    operation_name    TEXT    NOT NULL,
    device            BLOB    NOT NULL CHECK (length(device) = 16),
    letter            TEXT    NOT NULL,
    name              TEXT    NOT NULL,
    seed              BLOB    NOT NULL CHECK (length(seed) = 32),
    -- JSON arrays.
    reads             TEXT    NOT NULL,
    writes            TEXT    NOT NULL,
    roles             TEXT    NOT NULL,
    site              BLOB    CHECK (site IS NULL OR length(site) = 16),
    server_address    TEXT    NOT NULL,
    server_key        BLOB    NOT NULL CHECK (length(server_key) = 32),
    log_key           BLOB    NOT NULL CHECK (length(log_key) = 32),
    administrator_key BLOB    NOT NULL CHECK (length(administrator_key) = 32),
    epoch             INTEGER NOT NULL CHECK (epoch >= 1)
) STRICT;

-- Journal --------------------------------------------------------------------------------------------------------

CREATE TABLE stream (
    id           INTEGER PRIMARY KEY,
    device       BLOB    NOT NULL CHECK (length(device) = 16),
    scope        TEXT    NOT NULL,
    chain0       BLOB    NOT NULL CHECK (length(chain0) = 32),
    -- Last entry held without a gap, and the chain there.
    seq          INTEGER NOT NULL CHECK (seq >= 0),
    chain        BLOB    NOT NULL CHECK (length(chain) = 32),
    -- Last entry that came from the server with a position, and the chain there.
    pulled       INTEGER NOT NULL CHECK (pulled >= 0),
    pulled_chain BLOB    NOT NULL CHECK (length(pulled_chain) = 32),
    -- Last own entry that the server said it holds.
    acknowledged INTEGER NOT NULL CHECK (acknowledged >= 0),
    UNIQUE (device, scope)
) STRICT;

CREATE TABLE entry (
    id          INTEGER PRIMARY KEY,
    stream      INTEGER NOT NULL REFERENCES stream (id),
    seq         INTEGER NOT NULL CHECK (seq >= 1),
    hash        BLOB    NOT NULL CHECK (length(hash) = 32),
    bytes       BLOB    NOT NULL,
    -- Signature over chain(0) and the bytes, of entries that other scopes see.
    copy        BLOB    CHECK (copy IS NULL OR length(copy) = 64),
    -- The device's own order across its streams, from 1.
    device_order INTEGER NOT NULL,
    recorded_at TEXT    NOT NULL,
    UNIQUE (stream, seq)
) STRICT;
CREATE INDEX entry_by_time ON entry (recorded_at);

-- What the server decided about an entry.
CREATE TABLE position (
    entry       INTEGER PRIMARY KEY REFERENCES entry (id),
    epoch       INTEGER NOT NULL,
    pos         INTEGER NOT NULL UNIQUE CHECK (pos >= 1),
    accepted_at INTEGER NOT NULL,
    -- NULL = integrated; otherwise why it is quarantined.
    quarantine  TEXT
) STRICT;

CREATE TABLE head (
    stream    INTEGER NOT NULL REFERENCES stream (id),
    seq       INTEGER NOT NULL CHECK (seq >= 1),
    chain     BLOB    NOT NULL CHECK (length(chain) = 32),
    signature BLOB    NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;

-- One Merkle log a scope; its size is the cursor of the pull.
CREATE TABLE scope (
    id         INTEGER PRIMARY KEY,
    name       TEXT    NOT NULL UNIQUE,
    size       INTEGER NOT NULL CHECK (size >= 0),
    -- Position of the last entry in the log; 0 when empty.
    last_pos   INTEGER NOT NULL CHECK (last_pos >= 0),
    -- As written by proof::merkle::Frontier.
    frontier   BLOB    NOT NULL,
    -- Last signed note seen, and the size it speaks of.
    checkpoint TEXT,
    checkpoint_size INTEGER
) STRICT;

CREATE TABLE scope_index (
    scope INTEGER NOT NULL REFERENCES scope (id),
    idx   INTEGER NOT NULL CHECK (idx >= 0),
    entry INTEGER NOT NULL REFERENCES entry (id),
    PRIMARY KEY (scope, idx)
) STRICT, WITHOUT ROWID;

CREATE INDEX scope_index_by_entry ON scope_index (entry);

-- Keys of devices whose certificates were verified when they were pulled.
CREATE TABLE certificate (
    device BLOB PRIMARY KEY CHECK (length(device) = 16),
    key    BLOB NOT NULL CHECK (length(key) = 32)
) STRICT, WITHOUT ROWID;

-- Which entries fold together; rebuilt with the projections.
CREATE TABLE unit_entry (
    unit  TEXT    NOT NULL,
    entry INTEGER NOT NULL REFERENCES entry (id),
    PRIMARY KEY (unit, entry)
) STRICT, WITHOUT ROWID;

-- Entries that no fold of this program understands, and what they call themselves; rebuilt likewise.
CREATE TABLE unread_entry (
    entry INTEGER PRIMARY KEY REFERENCES entry (id),
    kind  TEXT NOT NULL
) STRICT;

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER position_is_never_changed BEFORE UPDATE ON position
BEGIN SELECT RAISE(ABORT, 'positions are never changed'); END;
CREATE TRIGGER position_is_never_deleted BEFORE DELETE ON position
BEGIN SELECT RAISE(ABORT, 'positions are never deleted'); END;
CREATE TRIGGER head_is_never_changed BEFORE UPDATE ON head
BEGIN SELECT RAISE(ABORT, 'signed heads are never changed'); END;
CREATE TRIGGER head_is_never_deleted BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'signed heads are never deleted'); END;
CREATE TRIGGER scope_index_is_never_changed BEFORE UPDATE ON scope_index
BEGIN SELECT RAISE(ABORT, 'log indexes are never changed'); END;
CREATE TRIGGER scope_index_is_never_deleted BEFORE DELETE ON scope_index
BEGIN SELECT RAISE(ABORT, 'log indexes are never deleted'); END;
CREATE TRIGGER stream_is_never_deleted BEFORE DELETE ON stream
BEGIN SELECT RAISE(ABORT, 'streams are never deleted'); END;

-- Projections: the catalogue -------------------------------------------------------------------------------------
-- Names are JSON {language: text}; `folded` is what a search compares: lower case, without diacritics.

CREATE TABLE operation (
    id        BLOB PRIMARY KEY,
    name      TEXT NOT NULL,
    opened_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE item_group (
    id    BLOB PRIMARY KEY,
    code  TEXT NOT NULL,
    names TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
    id       BLOB PRIMARY KEY,
    group_id BLOB NOT NULL,
    code     TEXT NOT NULL,
    names    TEXT NOT NULL,
    unit     TEXT NOT NULL,
    tracking TEXT NOT NULL,
    durable  INTEGER NOT NULL,
    folded   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE party (
    id       BLOB PRIMARY KEY,
    kind     TEXT NOT NULL,
    names    TEXT NOT NULL,
    iso      TEXT,
    eu_code  TEXT,
    donor    INTEGER NOT NULL,
    affected INTEGER NOT NULL,
    folded   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE site (
    id        BLOB PRIMARY KEY,
    code      TEXT NOT NULL,
    name      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    country   TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    folded    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE point (
    id   BLOB PRIMARY KEY,
    site BLOB NOT NULL,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX point_by_site ON point (site);

CREATE TABLE person (
    id       BLOB PRIMARY KEY,
    name     TEXT NOT NULL,
    -- JSON array of {role, site}.
    grants   TEXT NOT NULL,
    pin_code TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    id          BLOB PRIMARY KEY,
    name        TEXT NOT NULL,
    letter      TEXT NOT NULL,
    -- JSON arrays.
    reads       TEXT NOT NULL,
    writes      TEXT NOT NULL,
    roles       TEXT NOT NULL,
    site        BLOB,
    revoked     INTEGER NOT NULL,
    revoked_pos INTEGER
) STRICT, WITHOUT ROWID;

-- Projections: documents -----------------------------------------------------------------------------------------

-- One row for whatever a person can open. `stage`: waiting, proposed, posted, reversed, quarantined, ignored.
CREATE TABLE document (
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
    -- The entry that posted it, and the last one that its state rests on.
    entry       INTEGER NOT NULL REFERENCES entry (id),
    last_entry  INTEGER NOT NULL REFERENCES entry (id),
    PRIMARY KEY (unit, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_by_id ON document (id);
CREATE INDEX document_by_day ON document (occurred_on, recorded_at, id, unit);
CREATE INDEX document_by_last_entry ON document (last_entry);

CREATE TABLE activation (
    id               BLOB PRIMARY KEY,
    requesting_state BLOB NOT NULL,
    ucpm_number      TEXT,
    hazard           TEXT NOT NULL,
    requested_on     TEXT NOT NULL,
    source           TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE offer (
    id         BLOB PRIMARY KEY,
    activation BLOB NOT NULL,
    donor      BLOB NOT NULL,
    source     TEXT NOT NULL,
    offered_on TEXT,
    -- JSON {minor, currency, qualifier}, here and below.
    value      TEXT NOT NULL,
    reference  TEXT,
    posted     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX offer_by_activation ON offer (activation);

CREATE TABLE offer_line (
    offer     BLOB    NOT NULL,
    n         INTEGER NOT NULL,
    id        BLOB    NOT NULL,
    text      TEXT    NOT NULL,
    group_id  BLOB,
    item      BLOB,
    quantity  INTEGER,
    qualifier TEXT    NOT NULL,
    title     TEXT    NOT NULL,
    PRIMARY KEY (offer, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX offer_line_by_id ON offer_line (id);

CREATE TABLE acceptance (
    id           BLOB PRIMARY KEY,
    offer        BLOB NOT NULL,
    donor        BLOB NOT NULL,
    -- proposed, confirmed, quarantined
    stage        TEXT NOT NULL,
    proposed_by  BLOB NOT NULL,
    confirmed_by BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX acceptance_by_offer ON acceptance (offer);
CREATE INDEX acceptance_by_donor ON acceptance (donor);

CREATE TABLE acceptance_line (
    acceptance BLOB    NOT NULL,
    n          INTEGER NOT NULL,
    id         BLOB    NOT NULL,
    offer_line BLOB    NOT NULL,
    item       BLOB    NOT NULL,
    quantity   INTEGER NOT NULL,
    site       BLOB    NOT NULL,
    PRIMARY KEY (acceptance, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX acceptance_line_by_id ON acceptance_line (id);
CREATE INDEX acceptance_line_by_offer_line ON acceptance_line (offer_line);

-- `stage`: posted, reversed, quarantined.
CREATE TABLE receipt (
    id             BLOB PRIMARY KEY,
    stage          TEXT NOT NULL,
    site           BLOB NOT NULL,
    donor          BLOB NOT NULL,
    -- The acceptance it was announced by, and the one it was linked to later.
    acceptance     BLOB,
    matched        BLOB,
    handed_over_on TEXT,
    paper          TEXT,
    declared_value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_by_donor ON receipt (donor);

-- A line of a receipt is a lot; `id` is the lot's.
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
    PRIMARY KEY (receipt, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_line_by_id ON receipt_line (id);
CREATE INDEX receipt_line_by_acceptance_line ON receipt_line (acceptance_line) WHERE acceptance_line IS NOT NULL;
CREATE INDEX receipt_line_by_item ON receipt_line (item);

-- Lines of the one match that counts for a receipt.
CREATE TABLE match_line (
    receipt         BLOB    NOT NULL,
    n               INTEGER NOT NULL,
    lot             BLOB    NOT NULL,
    acceptance_line BLOB    NOT NULL,
    quantity        INTEGER NOT NULL,
    PRIMARY KEY (receipt, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_line_by_acceptance_line ON match_line (acceptance_line);

CREATE TABLE issue (
    id    BLOB PRIMARY KEY,
    stage TEXT NOT NULL,
    site  BLOB NOT NULL,
    point BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE issue_line (
    issue     BLOB    NOT NULL,
    n         INTEGER NOT NULL,
    id        BLOB    NOT NULL,
    lot       BLOB    NOT NULL,
    item      BLOB    NOT NULL,
    condition TEXT    NOT NULL,
    quantity  INTEGER NOT NULL,
    PRIMARY KEY (issue, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX issue_line_by_lot ON issue_line (lot);

-- Movement lines: quantity > 0 of one lot in one condition from one node to another.
CREATE TABLE movement (
    unit        TEXT    NOT NULL,
    n           INTEGER NOT NULL,
    -- The receipt, issue or reversal that moved it.
    document    BLOB    NOT NULL,
    kind        TEXT    NOT NULL,
    movement    TEXT    NOT NULL,
    lot         BLOB    NOT NULL,
    condition   TEXT    NOT NULL,
    from_node   TEXT    NOT NULL,
    to_node     TEXT    NOT NULL,
    quantity    INTEGER NOT NULL CHECK (quantity > 0),
    occurred_on TEXT    NOT NULL,
    PRIMARY KEY (unit, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX movement_by_lot ON movement (lot);

-- Sum of the movements per lot, node and condition; a row that comes to zero is removed.
CREATE TABLE balance (
    lot       BLOB    NOT NULL,
    node      TEXT    NOT NULL,
    condition TEXT    NOT NULL,
    quantity  INTEGER NOT NULL CHECK (quantity <> 0),
    PRIMARY KEY (lot, node, condition)
) STRICT, WITHOUT ROWID;
CREATE INDEX balance_by_node ON balance (node);

CREATE TABLE decision (
    id          BLOB PRIMARY KEY,
    instrument  TEXT NOT NULL,
    title       TEXT NOT NULL,
    reference   TEXT,
    decided_on  TEXT,
    amount      TEXT NOT NULL,
    beneficiary BLOB,
    -- JSON array.
    sources     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE allocation (
    id         BLOB PRIMARY KEY,
    decision   BLOB,
    instrument TEXT NOT NULL,
    purpose    TEXT NOT NULL,
    recipient  BLOB,
    amount     TEXT NOT NULL,
    state      TEXT NOT NULL,
    sources    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stated_total (
    id     BLOB PRIMARY KEY,
    title  TEXT NOT NULL,
    amount TEXT NOT NULL,
    -- JSON array of allocation ids.
    parts  TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What has come against an acceptance line: received as announced, or linked later.
CREATE VIEW answered AS
    SELECT receipt_line.acceptance_line AS acceptance_line,
           receipt_line.good + receipt_line.damaged + receipt_line.refused AS quantity
      FROM receipt_line
      JOIN receipt ON receipt.id = receipt_line.receipt AND receipt.stage = 'posted'
     WHERE receipt_line.acceptance_line IS NOT NULL
    UNION ALL
    SELECT match_line.acceptance_line, match_line.quantity FROM match_line;

-- Local to this computer -----------------------------------------------------------------------------------------

CREATE TABLE draft (
    id       BLOB PRIMARY KEY CHECK (length(id) = 16),
    kind     TEXT NOT NULL,
    person   BLOB NOT NULL CHECK (length(person) = 16),
    saved_at TEXT NOT NULL,
    -- JSON of the screen that wrote it.
    content  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pin (
    person       BLOB PRIMARY KEY CHECK (length(person) = 16),
    phc          TEXT    NOT NULL,
    failures     INTEGER NOT NULL,
    lockouts     INTEGER NOT NULL,
    locked_until TEXT,
    code         TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_log (
    id       INTEGER PRIMARY KEY,
    at       TEXT    NOT NULL,
    sent     INTEGER NOT NULL,
    received INTEGER NOT NULL,
    problem  TEXT
) STRICT;

-- Last number given to a document of a site, type and year.
CREATE TABLE number (
    site_code TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    year      INTEGER NOT NULL,
    last      INTEGER NOT NULL CHECK (last >= 1),
    PRIMARY KEY (site_code, kind, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE state (
    one            INTEGER PRIMARY KEY CHECK (one = 1),
    -- Position up to which every scope read here is complete.
    complete_to    INTEGER NOT NULL,
    -- Number of the last request sent to the server.
    request_number INTEGER NOT NULL,
    -- Server clock at the last exchange, Unix seconds.
    server_time    INTEGER,
    -- Entries this computer has written, in all its streams.
    own_entries    INTEGER NOT NULL,
    -- Version of the folds that made the projections.
    projection     INTEGER NOT NULL
) STRICT;
INSERT INTO state (one, complete_to, request_number, own_entries, projection) VALUES (1, 0, 0, 0, 0);
