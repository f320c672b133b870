-- What a person has to settle about numbers that do not agree: consignments that carry more than is accepted (I-07), and
-- explanations of stated numbers that differ from computed ones (I-14). Derived rows only: they are folded again when the
-- file is next opened.

-- What each line of a consignment takes of its acceptance line. One that may still come takes all it announced; one that is
-- closed, returned or lost takes what was counted of it. The rule that refuses an announcement and the task about two that
-- were announced apart both read it, so that they cannot disagree.
CREATE VIEW announced AS
SELECT line.acceptance_line, line.consignment, line.quantity,
       coalesce((SELECT total_units(consigned.counted) FROM consigned
                  WHERE consigned.consignment_line = line.id), 0) AS counted,
       consignment.stage NOT IN ('closed', 'returned', 'lost') AS awaited
  FROM consignment_line AS line
  JOIN consignment ON consignment.id = line.consignment;

-- The acceptance lines of which more is announced than is accepted, and no others: there are few of them in a million.
CREATE TABLE announced_beyond (
    acceptance_line BLOB    NOT NULL,
    acceptance      BLOB    NOT NULL,
    -- What is left of the line; 0 once its acceptance is given up.
    accepted        INTEGER NOT NULL CHECK (accepted >= 0),
    announced       INTEGER NOT NULL CHECK (announced > accepted),
    PRIMARY KEY (acceptance_line, acceptance)
) STRICT, WITHOUT ROWID;

-- In fold order by `n`.
CREATE TABLE explanation (
    -- figure, stated_total, head_count
    kind        TEXT    NOT NULL,
    -- The figure, the total, or the site whose heads were counted.
    subject     BLOB    NOT NULL,
    n           INTEGER NOT NULL,
    id          BLOB    NOT NULL,
    -- Of a head-count.
    day         TEXT,
    -- As the person saw them: people, or minor units.
    stated      INTEGER NOT NULL,
    computed    INTEGER NOT NULL,
    text        TEXT    NOT NULL,
    source      TEXT,
    -- The first of these two numbers.
    counts      INTEGER NOT NULL,
    person      BLOB    NOT NULL,
    recorded_at TEXT    NOT NULL,
    PRIMARY KEY (kind, subject, n)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER explanation_is_sound BEFORE INSERT ON explanation
WHEN NOT (instr(' figure stated_total head_count ', ' ' || NEW.kind || ' ') > 0
        AND (NEW.day IS NOT NULL) = (NEW.kind = 'head_count')
        AND min(NEW.stated, NEW.computed) >= 0
        AND NEW.stated <> NEW.computed
        AND trim(NEW.text) <> '')
BEGIN SELECT RAISE(ABORT, 'a row of explanation explains nothing'); END;
