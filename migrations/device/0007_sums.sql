-- What the matrix and the balances of many sites show, added up as documents are folded: the documents of years are not
-- read again for every look.
-- `site` is empty for the whole operation. Numbers of documents count each document once a row.
CREATE TABLE matrix_sum (
    site            BLOB    NOT NULL,
    donor           BLOB    NOT NULL,
    item            BLOB    NOT NULL,
    good            INTEGER NOT NULL,
    damaged         INTEGER NOT NULL,
    short           INTEGER NOT NULL,
    receipts        INTEGER NOT NULL,
    -- Receipts not yet linked to an acceptance.
    provisional     INTEGER NOT NULL,
    issued          INTEGER NOT NULL,
    issues          INTEGER NOT NULL,
    on_hand_good    INTEGER NOT NULL,
    on_hand_damaged INTEGER NOT NULL,
    PRIMARY KEY (site, donor, item)
) STRICT, WITHOUT ROWID;

-- What stands at a site, item by item.
CREATE TABLE stock_sum (
    site       BLOB    NOT NULL,
    item       BLOB    NOT NULL,
    good       INTEGER NOT NULL,
    damaged    INTEGER NOT NULL,
    quarantine INTEGER NOT NULL,
    expired    INTEGER NOT NULL,
    recalled   INTEGER NOT NULL,
    PRIMARY KEY (site, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_sum_by_item ON stock_sum (item);

-- Which documents a text is found in: one row a document, by the number of its entry.
CREATE VIRTUAL TABLE document_text USING fts5 (folded, content = '', contentless_delete = 1, tokenize = 'trigram');
CREATE INDEX document_by_entry ON document (entry);
