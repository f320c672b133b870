-- Whether what is shown is what was recorded: the incremental digest, what a full check last found, and the alarm.

-- I-02: moved with every change of a row of `balance`, `stock_sum` and `matrix_sum`, in the same transaction, and worked out
-- anew when everything is folded again (`projection/tally.rs`). Each is a residue modulo 2^61 - 1.
ALTER TABLE state ADD COLUMN balance_digest INTEGER NOT NULL DEFAULT 0
    CHECK (balance_digest BETWEEN 0 AND 2305843009213693950);
ALTER TABLE state ADD COLUMN stock_digest INTEGER NOT NULL DEFAULT 0
    CHECK (stock_digest BETWEEN 0 AND 2305843009213693950);
ALTER TABLE state ADD COLUMN matrix_digest INTEGER NOT NULL DEFAULT 0
    CHECK (matrix_digest BETWEEN 0 AND 2305843009213693950);

-- Local to this computer: how the last full check ended, so that it is not made again at every start.
CREATE TABLE full_check (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    -- RFC 3339, by this computer's clock.
    ended_at TEXT    NOT NULL,
    -- How many entries it covered: all that the journal held then.
    entries  INTEGER NOT NULL CHECK (entries >= 0),
    -- Code of what it found wrong; NULL: nothing.
    problem  TEXT
) STRICT;

-- Local to this computer: what was found wrong and not put right since. It outlives the program and stops exports.
CREATE TABLE alarm (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    since   TEXT NOT NULL,
    problem TEXT NOT NULL,
    detail  TEXT
) STRICT;
