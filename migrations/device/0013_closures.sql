-- Closures: the remaining stock lists that coordinators signed, one row a list, whether it counts or not (`why` says why
-- not). Derived rows only: they are folded again when the file is next opened.
-- What a newcomer gets wrong: a list is not compared here with what stands. That is done where it is read, because stock
-- goes on moving after a signature.
CREATE TABLE closure (
    activation  BLOB    NOT NULL,
    -- Its place in fold order among the lists of the activation.
    n           INTEGER NOT NULL,
    id          BLOB    NOT NULL,
    why         TEXT,
    person      BLOB    NOT NULL,
    occurred_on TEXT    NOT NULL,
    recorded_at TEXT    NOT NULL,
    reason      TEXT,
    lines       INTEGER NOT NULL,
    entry       INTEGER NOT NULL REFERENCES entry (id),
    PRIMARY KEY (activation, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX closure_by_id ON closure (id);

-- Lines of a list that adds up; one that does not has none here.
CREATE TABLE closure_line (
    activation BLOB    NOT NULL,
    list       INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    site       BLOB    NOT NULL,
    item       BLOB    NOT NULL,
    donor      BLOB    NOT NULL,
    condition  INTEGER NOT NULL,
    quantity   INTEGER NOT NULL,
    PRIMARY KEY (activation, list, n)
) STRICT, WITHOUT ROWID;

-- Of two lists under one id the first in fold order counts.
CREATE TRIGGER closure_counts_once BEFORE INSERT ON closure
WHEN NEW.lines < 0
  OR NEW.why IS NULL AND EXISTS (SELECT 1 FROM closure
                                  WHERE closure.activation = NEW.activation AND closure.id = NEW.id AND closure.why IS NULL)
BEGIN SELECT RAISE(ABORT, 'a signed list counts twice'); END;

CREATE TRIGGER closure_line_is_sound BEFORE INSERT ON closure_line
WHEN NOT (NEW.quantity BETWEEN 1 AND 9007199254740991
        AND NEW.condition BETWEEN -2 AND 2
        AND EXISTS (SELECT 1 FROM closure WHERE closure.activation = NEW.activation AND closure.n = NEW.list))
BEGIN SELECT RAISE(ABORT, 'a line of a signed list counts nothing or belongs to nothing'); END;

-- What an activation still asks for, and what was to be driven for it.
CREATE INDEX request_by_activation ON request (activation);
CREATE INDEX transport_by_activation ON transport (activation);

-- Receipts that answer no acceptance: few of them, while those of a donor are many.
CREATE INDEX receipt_unlinked ON receipt (donor) WHERE acceptance IS NULL AND matched IS NULL;
