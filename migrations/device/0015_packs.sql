-- In which packs a line was counted, one row a line that says so: of receipts, issues, counts, openings, both ends of a
-- transfer, consignments. Derived rows only: they are folded again when the file is next opened.
-- What a newcomer gets wrong: the quantity in the line's own table is what moves. This says how somebody came to it, in a
-- table apart, so that the many lines counted in base units carry no empty columns.
CREATE TABLE packed_line (
    -- That of the document.
    unit      BLOB    NOT NULL,
    -- The line's place in its document.
    n         INTEGER NOT NULL,
    -- NULL: only announced.
    lot       BLOB,
    item      BLOB    NOT NULL,
    packaging BLOB    NOT NULL,
    -- Both NULL where another computer wrote numbers that no line carries: the line contradicts itself.
    packs     INTEGER,
    loose     INTEGER,
    -- Base units that the line says they come to.
    units     INTEGER NOT NULL,
    PRIMARY KEY (unit, n)
) STRICT, WITHOUT ROWID;

-- I-08: packs are counted whole, of a named version, in a line of a document. Whether they come to the line's quantity is
-- judged where it is read: the packaging may arrive after the line, and what contradicts itself is shown, not hidden.
CREATE TRIGGER packed_line_is_sound BEFORE INSERT ON packed_line
WHEN NOT ((NEW.packs IS NULL) = (NEW.loose IS NULL)
        AND (NEW.packs IS NULL OR NEW.packs BETWEEN 1 AND 9007199254740991)
        AND (NEW.loose IS NULL OR NEW.loose BETWEEN 0 AND 9007199254740991)
        AND NEW.units BETWEEN 0 AND 9007199254740991
        AND EXISTS (SELECT 1 FROM document WHERE document.unit = NEW.unit))
BEGIN SELECT RAISE(ABORT, 'a line counts packs that are none, or belongs to nothing'); END;
