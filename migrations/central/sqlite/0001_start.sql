-- The central store on embedded SQLite. Every key starts with the operation, as on PostgreSQL.
-- What a newcomer gets wrong: `operation.head` is the only source of positions. It is advanced inside the append
-- transaction, so positions are dense and become visible in order.

CREATE TABLE operation (
    id          INTEGER PRIMARY KEY,
    uuid        BLOB    NOT NULL UNIQUE CHECK (length(uuid) = 16),
    name        TEXT    NOT NULL,
    epoch       INTEGER NOT NULL CHECK (epoch >= 1),
    -- Last position given; 0 before the first entry.
    head        INTEGER NOT NULL CHECK (head >= 0),
    -- Unix seconds of the last acceptance; never decreases.
    accepted_at INTEGER NOT NULL,
    -- Person on whose behalf the server's own entries are written.
    administrator BLOB  NOT NULL CHECK (length(administrator) = 16),
    -- The server's own device.
    device      BLOB    NOT NULL CHECK (length(device) = 16)
) STRICT;

CREATE TABLE stream (
    id        INTEGER PRIMARY KEY,
    operation INTEGER NOT NULL REFERENCES operation (id),
    device    BLOB    NOT NULL CHECK (length(device) = 16),
    scope     TEXT    NOT NULL,
    chain0    BLOB    NOT NULL CHECK (length(chain0) = 32),
    seq       INTEGER NOT NULL CHECK (seq >= 0),
    chain     BLOB    NOT NULL CHECK (length(chain) = 32),
    UNIQUE (operation, device, scope)
) STRICT;

CREATE TABLE entry (
    operation   INTEGER NOT NULL REFERENCES operation (id),
    pos         INTEGER NOT NULL CHECK (pos >= 1),
    -- The epoch in which it got this position.
    epoch       INTEGER NOT NULL,
    stream      INTEGER NOT NULL REFERENCES stream (id),
    seq         INTEGER NOT NULL CHECK (seq >= 1),
    hash        BLOB    NOT NULL CHECK (length(hash) = 32),
    bytes       BLOB    NOT NULL,
    -- Signature over chain(0) and the bytes, of entries that go to other scopes too.
    copy        BLOB    CHECK (copy IS NULL OR length(copy) = 64),
    accepted_at INTEGER NOT NULL,
    -- NULL = integrated; otherwise why it is quarantined.
    quarantine  TEXT,
    PRIMARY KEY (operation, pos),
    UNIQUE (stream, seq)
) STRICT;

CREATE TABLE head (
    stream    INTEGER NOT NULL REFERENCES stream (id),
    seq       INTEGER NOT NULL CHECK (seq >= 1),
    chain     BLOB    NOT NULL CHECK (length(chain) = 32),
    signature BLOB    NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE scope (
    id         INTEGER PRIMARY KEY,
    operation  INTEGER NOT NULL REFERENCES operation (id),
    name       TEXT    NOT NULL,
    size       INTEGER NOT NULL CHECK (size >= 0),
    -- The Merkle log's compact range, as written by proof::merkle::Frontier.
    frontier   BLOB    NOT NULL,
    -- Signed note over the log at `size`.
    checkpoint TEXT    NOT NULL,
    UNIQUE (operation, name)
) STRICT;

CREATE TABLE scope_index (
    scope     INTEGER NOT NULL REFERENCES scope (id),
    idx       INTEGER NOT NULL CHECK (idx >= 0),
    operation INTEGER NOT NULL,
    pos       INTEGER NOT NULL,
    PRIMARY KEY (scope, idx),
    FOREIGN KEY (operation, pos) REFERENCES entry (operation, pos)
) STRICT, WITHOUT ROWID;

-- Projections of the catalogue, kept by the append itself.

CREATE TABLE device (
    operation   INTEGER NOT NULL REFERENCES operation (id),
    device      BLOB    NOT NULL CHECK (length(device) = 16),
    name        TEXT    NOT NULL,
    letter      TEXT    NOT NULL,
    signing_key BLOB    NOT NULL CHECK (length(signing_key) = 32),
    -- JSON arrays of scopes and roles.
    reads       TEXT    NOT NULL,
    writes      TEXT    NOT NULL,
    roles       TEXT    NOT NULL,
    site        BLOB    CHECK (site IS NULL OR length(site) = 16),
    enrolled_at_pos INTEGER NOT NULL,
    revoked_at_pos  INTEGER,
    PRIMARY KEY (operation, device),
    UNIQUE (operation, letter)
) STRICT, WITHOUT ROWID;

-- One row a version: an entry whose author could not know of a withdrawal is judged by the earlier grants.
CREATE TABLE person_version (
    operation INTEGER NOT NULL REFERENCES operation (id),
    person    BLOB    NOT NULL CHECK (length(person) = 16),
    pos       INTEGER NOT NULL,
    name      TEXT    NOT NULL,
    -- JSON array of {role, site}.
    grants    TEXT    NOT NULL,
    PRIMARY KEY (operation, person, pos)
) STRICT, WITHOUT ROWID;

CREATE TABLE site (
    operation INTEGER NOT NULL REFERENCES operation (id),
    site      BLOB    NOT NULL CHECK (length(site) = 16),
    code      TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    PRIMARY KEY (operation, site)
) STRICT, WITHOUT ROWID;

-- Not part of the journal.

CREATE TABLE enrolment_code (
    -- SHA-256 of the code's secret; the secret itself is never stored.
    secret_hash BLOB    NOT NULL PRIMARY KEY CHECK (length(secret_hash) = 32),
    operation   INTEGER NOT NULL REFERENCES operation (id),
    device_name TEXT    NOT NULL,
    reads       TEXT    NOT NULL,
    writes      TEXT    NOT NULL,
    roles       TEXT    NOT NULL,
    site        BLOB    CHECK (site IS NULL OR length(site) = 16),
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    used_at     INTEGER,
    used_by     BLOB    CHECK (used_by IS NULL OR length(used_by) = 16)
) STRICT, WITHOUT ROWID;

CREATE TABLE request_number (
    operation INTEGER NOT NULL REFERENCES operation (id),
    device    BLOB    NOT NULL CHECK (length(device) = 16),
    -- Highest number seen, and which of the 64 numbers up to it were seen (bit 0 = the highest).
    highest   INTEGER NOT NULL,
    seen      INTEGER NOT NULL,
    PRIMARY KEY (operation, device)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
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
CREATE TRIGGER person_version_is_never_changed BEFORE UPDATE ON person_version
BEGIN SELECT RAISE(ABORT, 'versions of a person are never changed'); END;
