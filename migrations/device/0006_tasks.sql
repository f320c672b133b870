-- Tasks: what devices that were apart left to settle. Only resolutions are kept; what is to be settled is read from the
-- documents.

-- What the offer has of a line, as the acceptance said it, for a site that does not hold the offer.
ALTER TABLE acceptance_line ADD COLUMN offered INTEGER;
ALTER TABLE acceptance_line ADD COLUMN offered_qualifier TEXT;

-- In fold order by `n`. `counts`: none before it had settled all that it settles.
CREATE TABLE task_resolution (
    task        BLOB    NOT NULL,
    n           INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    choice      TEXT    NOT NULL,
    about       BLOB,
    asked       BLOB,
    expiry      TEXT,
    -- JSON array of {device, scope, seq}.
    settles     TEXT    NOT NULL,
    counts      INTEGER NOT NULL,
    reason      TEXT,
    person      BLOB    NOT NULL,
    recorded_at TEXT    NOT NULL,
    entry       INTEGER NOT NULL REFERENCES entry (id),
    PRIMARY KEY (task, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_resolution_by_person ON task_resolution (person) WHERE NOT counts;
CREATE INDEX task_resolution_by_asked ON task_resolution (asked) WHERE asked IS NOT NULL;

-- Entries recorded more than a day before or after the server took them, in Unix seconds; whether their clock was wrong
-- is for the reading to tell. It follows from the journal alone and is written with the position.
CREATE TABLE clock_doubt (
    entry       INTEGER PRIMARY KEY REFERENCES entry (id),
    recorded_at INTEGER NOT NULL,
    accepted_at INTEGER NOT NULL,
    -- What its author knew.
    saw_pos     INTEGER NOT NULL
) STRICT;
INSERT INTO clock_doubt (entry, recorded_at, accepted_at, saw_pos)
    SELECT entry.id, unixepoch(entry.recorded_at), position.accepted_at,
           coalesce(json_extract(CAST(entry.bytes AS TEXT), '$.saw.pos'), 0)
      FROM position JOIN entry ON entry.id = position.entry
     WHERE abs(unixepoch(entry.recorded_at) - position.accepted_at) > 86400;
