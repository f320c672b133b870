-- What came of each line of a consignment, one row a line of a standing receipt: by a receipt against the consignment, or by
-- the match of an unannounced one that says with which consignment its goods came. Derived rows only: they are folded again
-- when the file is next opened.
-- What a newcomer gets wrong: the rows come with the receipt, whether or not its consignment is here, so that they do not
-- depend on what arrived first.
DROP VIEW consigned;
DROP INDEX receipt_line_by_consignment_line;

CREATE TABLE consigned (
    receipt          BLOB    NOT NULL,
    n                INTEGER NOT NULL,
    consignment_line BLOB    NOT NULL,
    site             BLOB    NOT NULL,
    -- Good, damaged and refused; `stored` the first two.
    counted          INTEGER NOT NULL,
    stored           INTEGER NOT NULL,
    short            INTEGER NOT NULL,
    differs          INTEGER NOT NULL,
    PRIMARY KEY (receipt, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX consigned_by_line ON consigned (consignment_line);

CREATE TRIGGER consigned_is_sound BEFORE INSERT ON consigned
WHEN NOT (min(NEW.counted, NEW.short) >= 0
        AND NEW.stored BETWEEN 0 AND NEW.counted
        AND EXISTS (SELECT 1 FROM receipt WHERE receipt.id = NEW.receipt AND receipt.stage = 'posted'))
BEGIN SELECT RAISE(ABORT, 'a row of consigned counts nothing or belongs to nothing'); END;
