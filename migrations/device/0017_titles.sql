-- Who holds the title of goods, where goods came from, and what an activation and an acceptance say beside the rest.

-- What an activation and an acceptance say in words ------------------------------------------------------------------------

ALTER TABLE activation ADD COLUMN glide TEXT;
ALTER TABLE activation ADD COLUMN note TEXT;
ALTER TABLE acceptance ADD COLUMN conditions TEXT;

-- Goods that were bought: no donor gave them, and they count in no donor's row ---------------------------------------------

ALTER TABLE receipt ADD COLUMN bought INTEGER NOT NULL DEFAULT 0;
-- Who sold it. Then it has no donor.
ALTER TABLE lot_card ADD COLUMN supplier BLOB;
ALTER TABLE lot ADD COLUMN supplier BLOB;
CREATE INDEX lot_by_supplier ON lot (supplier) WHERE supplier IS NOT NULL;

CREATE TRIGGER receipt_bought_is_sound BEFORE INSERT ON receipt
WHEN NEW.bought AND NEW.matched IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what was bought answers no acceptance'); END;

-- `donor` is who sold the goods where they were bought. The same party may have given others: a row of its own.
DROP TABLE matrix_sum;
CREATE TABLE matrix_sum (
    -- Empty for the whole operation.
    site            BLOB    NOT NULL,
    donor           BLOB    NOT NULL,
    item            BLOB    NOT NULL,
    bought          INTEGER NOT NULL,
    good            INTEGER NOT NULL,
    damaged         INTEGER NOT NULL,
    short           INTEGER NOT NULL,
    -- Numbers of documents count each document once a row.
    receipts        INTEGER NOT NULL,
    -- Receipts not yet linked to an acceptance.
    provisional     INTEGER NOT NULL,
    issued          INTEGER NOT NULL,
    issues          INTEGER NOT NULL,
    openings        INTEGER NOT NULL,
    on_hand_good    INTEGER NOT NULL,
    on_hand_damaged INTEGER NOT NULL,
    -- What stands in quarantine, expired or recalled.
    on_hand_other   INTEGER NOT NULL,
    PRIMARY KEY (site, donor, item, bought)
) STRICT, WITHOUT ROWID;

-- I-01, I-05: what was bought comes from its supplier. First the movement, then what the nodes begin with.
DROP TRIGGER movement_walks_where_it_may;
CREATE TRIGGER movement_walks_where_it_may BEFORE INSERT ON movement
WHEN NEW.movement <> 21 /* REVERSAL */ AND instr('|'
        || '1 04>09|' -- RECEIPT donor>site
        || '2 04>08|' -- RECEIPT_REFUSED donor>returned
        || '1 0B>09|' -- RECEIPT supplier>site
        || '2 0B>08|' -- RECEIPT_REFUSED supplier>returned
        || '0 09>03|' -- ISSUE site>distributed
        || '3 09>09|' -- INTERNAL_MOVE site>site
        || '4 09>09|' -- CONDITION_CHANGE site>site
        || '5 09>01|' -- CONSUMPTION site>consumed
        || '6 09>0C|' -- TRANSFER_OUT site>transit
        || '7 0C>09|' -- TRANSFER_IN transit>site
        || '7 0C>04|' -- TRANSFER_IN transit>donor
        || '8 03>09|' -- RETURN_FROM_USER distributed>site
        || '9 09>08|' -- RETURN_TO_DONOR site>returned
        || '10 09>07|' -- LOAN_OUT site>partner
        || '11 07>09|' -- LOAN_BACK partner>site
        || '12 09>06|' -- LOSS site>loss
        || '12 0C>06|' -- LOSS transit>loss
        || '13 09>02|' -- DISPOSAL site>disposed
        || '14 0D>09|' -- COUNT_GAIN variance>site
        || '14 0D>0C|' -- COUNT_GAIN variance>transit
        || '15 09>0D|' -- COUNT_LOSS site>variance
        || '16 09>05|' -- KIT_BUILD site>kit
        || '16 05>09|' -- KIT_BUILD kit>site
        || '17 09>05|' -- KIT_BREAK site>kit
        || '17 05>09|' -- KIT_BREAK kit>site
        || '18 09>09|' -- REPACK site>site
        || '19 09>09|' -- OWNERSHIP_CHANGE site>site
        || '20 04>09|' -- OPENING donor>site
        || '20 0A>09|' -- OPENING source>site
        , '|' || NEW.movement || ' ' || hex(substr(NEW.from_node, 1, 1)) || '>' || hex(substr(NEW.to_node, 1, 1)) || '|') = 0
BEGIN SELECT RAISE(ABORT, 'a movement goes where its kind does not go'); END;

-- Who holds the title of goods ----------------------------------------------------------------------------------------

-- Titles that went to another party by changes of owner that stand. Before the first of them a lot is its donor's; of a lot
-- without a donor nobody is named.
CREATE TABLE title_change (
    -- That of the document.
    entry      INTEGER NOT NULL,
    -- That of the movement it goes with.
    n          INTEGER NOT NULL,
    -- As balances name it.
    lot        BLOB    NOT NULL,
    from_party BLOB    NOT NULL,
    to_party   BLOB    NOT NULL CHECK (to_party <> from_party),
    quantity   INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 9007199254740991),
    PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX title_change_by_lot ON title_change (lot);

CREATE TRIGGER title_change_is_of_a_movement BEFORE INSERT ON title_change
WHEN NOT (EXISTS (SELECT 1 FROM document WHERE document.entry = NEW.entry AND document.stage = 'posted')
        AND EXISTS (SELECT 1 FROM movement WHERE movement.entry = NEW.entry AND movement.n = NEW.n AND movement.lot = NEW.lot
                       AND movement.movement = 19 /* OWNERSHIP_CHANGE */ AND movement.quantity = NEW.quantity))
BEGIN SELECT RAISE(ABORT, 'a title goes by no change of owner that stands'); END;
