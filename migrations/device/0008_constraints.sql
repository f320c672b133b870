-- What the folds promise of their rows, refused by the file itself where it is broken.
-- What a newcomer gets wrong: a device that was apart may have done anything, and its facts must fold. A business rule is
-- therefore never a constraint; only what the fold guarantees, whatever an entry says, stands here. A row that breaks one
-- of these is a mistake in the program, and the transaction that would make it ends instead.
-- Triggers, because the tables are there already and SQLite adds no CHECK to a table that is. Words are looked up by
-- `instr`: a list after IN would be made into a table of its own at every row.

-- I-21: an unknown number is null with a qualifier, never 0 ------------------------------------------------------

CREATE TRIGGER offer_line_is_sound BEFORE INSERT ON offer_line
WHEN NOT (instr(' EXACT UP_TO AROUND OVER ESTIMATED NOT_STATED ', ' ' || NEW.qualifier || ' ') > 0
        AND (NEW.quantity IS NULL) = (NEW.qualifier = 'NOT_STATED')
        AND (NEW.quantity IS NULL OR NEW.quantity > 0)
        AND EXISTS (SELECT 1 FROM offer WHERE offer.id = NEW.offer))
BEGIN SELECT RAISE(ABORT, 'a line of an offer contradicts itself'); END;

CREATE TRIGGER request_line_is_sound BEFORE INSERT ON request_line
WHEN NOT (instr(' EXACT UP_TO AROUND OVER ESTIMATED NOT_STATED ', ' ' || NEW.qualifier || ' ') > 0
        AND (NEW.quantity IS NULL) = (NEW.qualifier = 'NOT_STATED')
        AND (NEW.quantity IS NULL OR NEW.quantity > 0)
        AND EXISTS (SELECT 1 FROM request_version WHERE request_version.request = NEW.request AND request_version.n = NEW.v))
BEGIN SELECT RAISE(ABORT, 'a line of a request contradicts itself'); END;

CREATE TRIGGER offer_amount_is_sound BEFORE INSERT ON offer
WHEN NOT (instr(' EXACT UP_TO AROUND OVER ESTIMATED NOT_STATED ', ' ' || json_extract(NEW.value, '$.qualifier') || ' ') > 0
        AND (json_extract(NEW.value, '$.minor') IS NULL) = (json_extract(NEW.value, '$.qualifier') = 'NOT_STATED')
        AND coalesce(json_extract(NEW.value, '$.minor'), 0) >= 0)
BEGIN SELECT RAISE(ABORT, 'an amount of offer contradicts itself'); END;

CREATE TRIGGER receipt_amount_is_sound BEFORE INSERT ON receipt
WHEN NOT (instr(' EXACT UP_TO AROUND OVER ESTIMATED NOT_STATED ', ' ' || json_extract(NEW.declared_value, '$.qualifier') || ' ') > 0
        AND (json_extract(NEW.declared_value, '$.minor') IS NULL) = (json_extract(NEW.declared_value, '$.qualifier') = 'NOT_STATED')
        AND coalesce(json_extract(NEW.declared_value, '$.minor'), 0) >= 0)
BEGIN SELECT RAISE(ABORT, 'an amount of receipt contradicts itself'); END;

CREATE TRIGGER decision_amount_is_sound BEFORE INSERT ON decision
WHEN NOT (instr(' EXACT UP_TO AROUND OVER ESTIMATED NOT_STATED ', ' ' || json_extract(NEW.amount, '$.qualifier') || ' ') > 0
        AND (json_extract(NEW.amount, '$.minor') IS NULL) = (json_extract(NEW.amount, '$.qualifier') = 'NOT_STATED')
        AND coalesce(json_extract(NEW.amount, '$.minor'), 0) >= 0)
BEGIN SELECT RAISE(ABORT, 'an amount of decision contradicts itself'); END;

CREATE TRIGGER allocation_amount_is_sound BEFORE INSERT ON allocation
WHEN NOT (instr(' EXACT UP_TO AROUND OVER ESTIMATED NOT_STATED ', ' ' || json_extract(NEW.amount, '$.qualifier') || ' ') > 0
        AND (json_extract(NEW.amount, '$.minor') IS NULL) = (json_extract(NEW.amount, '$.qualifier') = 'NOT_STATED')
        AND coalesce(json_extract(NEW.amount, '$.minor'), 0) >= 0)
BEGIN SELECT RAISE(ABORT, 'an amount of allocation contradicts itself'); END;

CREATE TRIGGER stated_total_amount_is_sound BEFORE INSERT ON stated_total
WHEN NOT (instr(' EXACT UP_TO AROUND OVER ESTIMATED NOT_STATED ', ' ' || json_extract(NEW.amount, '$.qualifier') || ' ') > 0
        AND (json_extract(NEW.amount, '$.minor') IS NULL) = (json_extract(NEW.amount, '$.qualifier') = 'NOT_STATED')
        AND coalesce(json_extract(NEW.amount, '$.minor'), 0) >= 0)
BEGIN SELECT RAISE(ABORT, 'an amount of stated_total contradicts itself'); END;

-- I-01, I-05, I-08: a movement walks where its kind may walk (the table of movements of the domain) ---------------

CREATE TRIGGER movement_walks_where_it_may BEFORE INSERT ON movement
WHEN NEW.movement <> 'REVERSAL' AND instr('|'
        || 'RECEIPT donor>site|RECEIPT_REFUSED donor>returned|ISSUE site>distributed|INTERNAL_MOVE site>site|'
        || 'CONDITION_CHANGE site>site|CONSUMPTION site>consumed|TRANSFER_OUT site>transit|'
        || 'TRANSFER_IN transit>site|TRANSFER_IN transit>donor|RETURN_FROM_USER distributed>site|'
        || 'RETURN_TO_DONOR site>returned|LOAN_OUT site>partner|LOAN_BACK partner>site|LOSS site>loss|'
        || 'LOSS transit>loss|DISPOSAL site>disposed|COUNT_GAIN variance>site|COUNT_GAIN variance>transit|'
        || 'COUNT_LOSS site>variance|KIT_BUILD site>kit|KIT_BUILD kit>site|KIT_BREAK site>kit|'
        || 'KIT_BREAK kit>site|REPACK site>site|OWNERSHIP_CHANGE site>site|OPENING donor>site|'
        || 'OPENING source>site|',
    '|' || NEW.movement || ' ' || substr(NEW.from_node, 1, instr(NEW.from_node, '/') - 1)
        || '>' || substr(NEW.to_node, 1, instr(NEW.to_node, '/') - 1) || '|') = 0
BEGIN SELECT RAISE(ABORT, 'a movement goes where its kind does not go'); END;

CREATE TRIGGER movement_is_sound BEFORE INSERT ON movement
WHEN NOT (instr(' GOOD DAMAGED QUARANTINE EXPIRED RECALLED ', ' ' || NEW.condition || ' ') > 0
        AND instr(' GOOD DAMAGED QUARANTINE EXPIRED RECALLED ', ' ' || NEW.to_condition || ' ') > 0
        AND (instr(' CONDITION_CHANGE REPACK OWNERSHIP_CHANGE ', ' ' || NEW.movement || ' ') = 0 OR NEW.from_node = NEW.to_node)
        AND (NEW.condition = NEW.to_condition OR instr(' REPACK OWNERSHIP_CHANGE ', ' ' || NEW.movement || ' ') = 0))
BEGIN SELECT RAISE(ABORT, 'a movement contradicts its kind'); END;

-- I-04: a reversal mirrors what was posted, each line once ------------------------------------------------------

CREATE TRIGGER reversal_mirrors_once BEFORE INSERT ON movement
WHEN NEW.movement = 'REVERSAL' AND NOT (
    EXISTS (SELECT 1 FROM movement WHERE movement.unit = NEW.unit AND movement.movement <> 'REVERSAL'
               AND movement.lot = NEW.lot AND movement.quantity = NEW.quantity
               AND movement.from_node = NEW.to_node AND movement.to_node = NEW.from_node
               AND movement.condition = NEW.to_condition AND movement.to_condition = NEW.condition)
    AND (SELECT 2 * sum(movement.movement = 'REVERSAL') < count(*) FROM movement WHERE movement.unit = NEW.unit))
BEGIN SELECT RAISE(ABORT, 'a reversal mirrors nothing that was posted'); END;

-- I-02: a balance is a sum of movements, and an exact number -----------------------------------------------------

CREATE TRIGGER balance_is_sound BEFORE INSERT ON balance
WHEN NOT (NEW.quantity BETWEEN -9007199254740991 AND 9007199254740991)
BEGIN SELECT RAISE(ABORT, 'a balance leaves the exact numbers'); END;

CREATE TRIGGER balance_stays_sound BEFORE UPDATE ON balance
WHEN NOT (NEW.quantity BETWEEN -9007199254740991 AND 9007199254740991)
BEGIN SELECT RAISE(ABORT, 'a balance leaves the exact numbers'); END;

-- I-06: expected = good + damaged + refused + short - over, and never short and over at once ---------------------

CREATE TRIGGER receipt_line_is_sound BEFORE INSERT ON receipt_line
WHEN NOT (min(NEW.good, NEW.damaged, NEW.refused, NEW.short, NEW.over) >= 0
        AND (NEW.short = 0 OR NEW.over = 0)
        AND CASE WHEN NEW.expected IS NULL THEN NEW.short + NEW.over = 0
                 ELSE NEW.expected = NEW.good + NEW.damaged + NEW.refused + NEW.short - NEW.over END
        AND EXISTS (SELECT 1 FROM receipt WHERE receipt.id = NEW.receipt))
BEGIN SELECT RAISE(ABORT, 'a line of a receipt does not add up'); END;

CREATE TRIGGER transfer_receipt_line_is_sound BEFORE INSERT ON transfer_receipt_line
WHEN NOT (min(NEW.good, NEW.damaged, NEW.refused, NEW.short, NEW.over) >= 0
        AND (NEW.short = 0 OR NEW.over = 0)
        AND instr(' GOOD DAMAGED QUARANTINE EXPIRED RECALLED ', ' ' || NEW.condition || ' ') > 0
        AND NEW.expected = NEW.good + NEW.damaged + NEW.refused + NEW.short - NEW.over
        AND EXISTS (SELECT 1 FROM transfer_receipt WHERE transfer_receipt.id = NEW.receipt))
BEGIN SELECT RAISE(ABORT, 'a line of a transfer received does not add up'); END;

CREATE TRIGGER discrepancy_is_sound BEFORE INSERT ON discrepancy
WHEN NOT (instr(' over short damaged wrong_item expired refused ', ' ' || NEW.kind || ' ') > 0
        AND EXISTS (SELECT 1 FROM receipt WHERE receipt.id = NEW.receipt AND receipt.stage = 'posted'))
BEGIN SELECT RAISE(ABORT, 'a discrepancy belongs to no receipt'); END;

CREATE TRIGGER discrepancy_is_settled_by_both BEFORE INSERT ON discrepancy_state
WHEN NOT ((NEW.stage NOT IN ('settled', 'written_off') OR (NEW.by_site IS NEW.stage AND NEW.by_coordination IS NEW.stage)))
BEGIN SELECT RAISE(ABORT, 'a discrepancy is settled by one end alone'); END;

-- I-07, I-18: less may be left of an acceptance than was proposed, never more; another person confirms --------------

CREATE TRIGGER acceptance_is_sound BEFORE INSERT ON acceptance
WHEN NOT (instr(' proposed confirmed cancelled quarantined ', ' ' || NEW.stage || ' ') > 0
        AND (NEW.stage <> 'confirmed' OR NEW.confirmed_by IS NOT NULL)
        AND NEW.confirmed_by IS NOT NEW.proposed_by)
BEGIN SELECT RAISE(ABORT, 'an acceptance is confirmed by nobody else'); END;

CREATE TRIGGER acceptance_line_is_sound BEFORE INSERT ON acceptance_line
WHEN NOT (NEW.proposed > 0
        AND NEW.quantity BETWEEN 0 AND NEW.proposed
        AND EXISTS (SELECT 1 FROM acceptance WHERE acceptance.id = NEW.acceptance))
BEGIN SELECT RAISE(ABORT, 'more is left of an acceptance than was proposed'); END;

-- Lines count something, and belong to a document that is there --------------------------------------------------

CREATE TRIGGER match_line_is_sound BEFORE INSERT ON match_line
WHEN NOT (NEW.quantity > 0
        AND EXISTS (SELECT 1 FROM receipt WHERE receipt.id = NEW.receipt))
BEGIN SELECT RAISE(ABORT, 'a row of match_line counts nothing or belongs to nothing'); END;

CREATE TRIGGER issue_line_is_sound BEFORE INSERT ON issue_line
WHEN NOT (NEW.quantity > 0
        AND instr(' GOOD DAMAGED QUARANTINE EXPIRED RECALLED ', ' ' || NEW.condition || ' ') > 0
        AND EXISTS (SELECT 1 FROM issue WHERE issue.id = NEW.issue))
BEGIN SELECT RAISE(ABORT, 'a row of issue_line counts nothing or belongs to nothing'); END;

CREATE TRIGGER transfer_line_is_sound BEFORE INSERT ON transfer_line
WHEN NOT (NEW.quantity > 0
        AND instr(' GOOD DAMAGED QUARANTINE EXPIRED RECALLED ', ' ' || NEW.condition || ' ') > 0
        AND EXISTS (SELECT 1 FROM transfer WHERE transfer.id = NEW.transfer))
BEGIN SELECT RAISE(ABORT, 'a row of transfer_line counts nothing or belongs to nothing'); END;

CREATE TRIGGER opening_line_is_sound BEFORE INSERT ON opening_line
WHEN NOT (NEW.quantity > 0
        AND instr(' GOOD DAMAGED QUARANTINE EXPIRED RECALLED ', ' ' || NEW.condition || ' ') > 0
        AND EXISTS (SELECT 1 FROM opening WHERE opening.id = NEW.opening))
BEGIN SELECT RAISE(ABORT, 'a row of opening_line counts nothing or belongs to nothing'); END;

CREATE TRIGGER kit_component_is_sound BEFORE INSERT ON kit_component
WHEN NOT (NEW.quantity > 0
        AND EXISTS (SELECT 1 FROM kit WHERE kit.id = NEW.kit))
BEGIN SELECT RAISE(ABORT, 'a row of kit_component counts nothing or belongs to nothing'); END;

CREATE TRIGGER kit_build_line_is_sound BEFORE INSERT ON kit_build_line
WHEN NOT (NEW.quantity > 0
        AND EXISTS (SELECT 1 FROM kit_build WHERE kit_build.id = NEW.build))
BEGIN SELECT RAISE(ABORT, 'a row of kit_build_line counts nothing or belongs to nothing'); END;

CREATE TRIGGER reservation_line_is_sound BEFORE INSERT ON reservation_line
WHEN NOT (NEW.quantity > 0
        AND EXISTS (SELECT 1 FROM reservation WHERE reservation.id = NEW.reservation))
BEGIN SELECT RAISE(ABORT, 'a row of reservation_line counts nothing or belongs to nothing'); END;

CREATE TRIGGER loan_line_is_sound BEFORE INSERT ON loan_line
WHEN NOT (NEW.quantity > 0
        AND EXISTS (SELECT 1 FROM loan WHERE loan.document = NEW.document))
BEGIN SELECT RAISE(ABORT, 'a row of loan_line counts nothing or belongs to nothing'); END;

CREATE TRIGGER consignment_line_is_sound BEFORE INSERT ON consignment_line
WHEN NOT (NEW.quantity > 0
        AND EXISTS (SELECT 1 FROM consignment WHERE consignment.id = NEW.consignment))
BEGIN SELECT RAISE(ABORT, 'a row of consignment_line counts nothing or belongs to nothing'); END;

CREATE TRIGGER stock_count_line_is_sound BEFORE INSERT ON stock_count_line
WHEN NOT (instr(' GOOD DAMAGED QUARANTINE EXPIRED RECALLED ', ' ' || NEW.condition || ' ') > 0
        AND EXISTS (SELECT 1 FROM stock_count WHERE stock_count.id = NEW.count))
BEGIN SELECT RAISE(ABORT, 'a row of stock_count_line belongs to nothing'); END;

-- I-08: a pack holds whole packs of the level below; what is in no other pack holds base units ---------------------

CREATE TRIGGER packaging_is_sound BEFORE INSERT ON packaging
WHEN NOT (instr(' base inner carton pallet ', ' ' || NEW.level || ' ') > 0
        AND NEW.base_units % NEW.contains = 0
        AND (NEW.of IS NOT NULL OR NEW.base_units = NEW.contains))
BEGIN SELECT RAISE(ABORT, 'a packaging does not add up'); END;

-- X-06: a record stands for another one, never for itself ------------------------------------------------------

CREATE TRIGGER alias_is_sound BEFORE INSERT ON alias
WHEN NOT (NEW.from_id <> NEW.into_id
        AND instr(' item party ', ' ' || NEW.kind || ' ') > 0)
BEGIN SELECT RAISE(ABORT, 'a record stands for itself'); END;

-- I-04: what is reversed says by what; a stage is one that readers know -----------------------------------------

CREATE TRIGGER document_is_sound BEFORE INSERT ON document
WHEN NOT (instr(' waiting proposed posted reversed quarantined ignored confirmed cancelled ended ', ' ' || NEW.stage || ' ') > 0
        AND (NEW.stage <> 'reversed' OR NEW.reversed_by IS NOT NULL)
        AND NEW.lines >= 0)
BEGIN SELECT RAISE(ABORT, 'a document stands in no stage'); END;

-- Records that turned out to be one item reserve and fulfil each other.
DROP VIEW reserved;
CREATE VIEW reserved AS
SELECT reservation.id AS reservation, reservation.site, reservation.expires_on, reservation_line.item,
       reservation_line.n, reservation_line.quantity,
       reservation_line.quantity
         - coalesce((SELECT sum(issue_line.quantity)
                       FROM issue
                       JOIN issue_line ON issue_line.issue = issue.id
                      WHERE issue.reservation = reservation.id AND issue.stage = 'posted' AND issue.site = reservation.site
                        AND (issue_line.item = reservation_line.item
                             OR coalesce((SELECT at FROM canonical WHERE id = issue_line.item), issue_line.item)
                              = coalesce((SELECT at FROM canonical WHERE id = reservation_line.item), reservation_line.item))),
                    0) AS remaining
  FROM reservation
  JOIN reservation_line ON reservation_line.reservation = reservation.id
 WHERE reservation.stage = 'posted';
