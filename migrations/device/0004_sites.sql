-- Sites, the catalogue kept by the coordination office, and registers. All of it is derived from the journal.

ALTER TABLE item ADD COLUMN dangerous_goods TEXT;
ALTER TABLE party ADD COLUMN synonyms TEXT NOT NULL DEFAULT '[]';
-- JSON of what is known of the place.
ALTER TABLE site ADD COLUMN facilities TEXT;

CREATE TABLE packaging (
    id          BLOB    PRIMARY KEY,
    item        BLOB    NOT NULL,
    -- base, inner, carton, pallet
    level       TEXT    NOT NULL,
    contains    INTEGER NOT NULL CHECK (contains > 0),
    of          BLOB,
    base_units  INTEGER NOT NULL CHECK (base_units > 0),
    gtin        TEXT,
    gross_grams INTEGER CHECK (gross_grams > 0),
    volume_ml   INTEGER CHECK (volume_ml > 0),
    stackable   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX packaging_by_item ON packaging (item);

-- What a site would have the catalogue say. `adopted` is null while nobody has settled it.
CREATE TABLE proposal (
    id          BLOB PRIMARY KEY,
    site        BLOB NOT NULL,
    item        BLOB NOT NULL,
    names       TEXT NOT NULL,
    person      BLOB NOT NULL,
    reason      TEXT,
    recorded_at TEXT NOT NULL,
    adopted     INTEGER
) STRICT, WITHOUT ROWID;

-- Records that stand for another one. Documents keep `from_id`.
CREATE TABLE alias (
    from_id     BLOB PRIMARY KEY,
    -- item, party
    kind        TEXT NOT NULL,
    merge_id    BLOB NOT NULL,
    into_id     BLOB NOT NULL,
    reason      TEXT,
    person      BLOB NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The record that each alias comes to in the end. Computers that were apart may have made a chain; a circle comes to
-- nothing, and its records stand for themselves.
CREATE VIEW canonical AS
    WITH RECURSIVE walk (id, at, steps) AS (
        SELECT from_id, into_id, 1 FROM alias
        UNION ALL
        SELECT walk.id, alias.into_id, walk.steps + 1 FROM walk JOIN alias ON alias.from_id = walk.at
         WHERE walk.steps < 16
    )
    SELECT id, at FROM walk WHERE NOT EXISTS (SELECT 1 FROM alias WHERE alias.from_id = walk.at);

CREATE TABLE access_note (
    id         BLOB PRIMARY KEY,
    site       BLOB NOT NULL,
    text       TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to   TEXT,
    source     TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX access_note_by_site ON access_note (site);

-- People at a site on a day, by band; an unknown number is null and never 0.
CREATE TABLE head_count (
    site        BLOB NOT NULL,
    day         TEXT NOT NULL,
    band        TEXT NOT NULL,
    number      INTEGER CHECK (number >= 0),
    qualifier   TEXT NOT NULL,
    method      TEXT NOT NULL,
    remark      TEXT,
    person      BLOB NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (site, day, band),
    CHECK ((number IS NULL) = (qualifier = 'NOT_STATED'))
) STRICT, WITHOUT ROWID;

CREATE TABLE norm (
    id         BLOB PRIMARY KEY,
    item       BLOB,
    group_id   BLOB,
    quantity   INTEGER NOT NULL CHECK (quantity > 0),
    persons    INTEGER NOT NULL CHECK (persons > 0),
    basis      TEXT    NOT NULL,
    days       INTEGER NOT NULL CHECK (days > 0),
    standard   TEXT    NOT NULL,
    edition    TEXT,
    source     TEXT    NOT NULL,
    checked_on TEXT,
    CHECK ((item IS NULL) <> (group_id IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE deployment (
    id        BLOB PRIMARY KEY,
    agency    BLOB NOT NULL,
    role      TEXT NOT NULL,
    number    INTEGER CHECK (number >= 0),
    qualifier TEXT NOT NULL,
    country   TEXT NOT NULL,
    place     TEXT,
    -- As far as the source says: year, month or day.
    since     TEXT,
    until     TEXT,
    baseline  INTEGER NOT NULL,
    as_of     TEXT NOT NULL,
    source    TEXT NOT NULL,
    CHECK ((number IS NULL) = (qualifier = 'NOT_STATED'))
) STRICT, WITHOUT ROWID;

CREATE TABLE asset (
    id        BLOB PRIMARY KEY,
    kind      TEXT NOT NULL,
    number    INTEGER CHECK (number >= 0),
    qualifier TEXT NOT NULL,
    holder    BLOB NOT NULL,
    country   TEXT NOT NULL,
    place     TEXT,
    as_of     TEXT NOT NULL,
    source    TEXT NOT NULL,
    CHECK ((number IS NULL) = (qualifier = 'NOT_STATED'))
) STRICT, WITHOUT ROWID;

CREATE TABLE figure (
    id        BLOB PRIMARY KEY,
    series    TEXT NOT NULL,
    place     TEXT NOT NULL,
    number    INTEGER CHECK (number >= 0),
    qualifier TEXT NOT NULL,
    words     TEXT,
    as_of     TEXT,
    source    TEXT NOT NULL,
    within    BLOB,
    -- part, subset
    relation  TEXT,
    CHECK ((number IS NULL) = (qualifier = 'NOT_STATED')),
    CHECK ((within IS NULL) = (relation IS NULL))
) STRICT, WITHOUT ROWID;
