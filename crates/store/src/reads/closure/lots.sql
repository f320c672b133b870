-- Balances of the lots whose receipt lines answer the acceptances of an activation's offers, announced or linked later,
-- with how much of each came on loan; what was bought answers none. From the activation to its lots (CROSS), not through
-- all that ever moved.
-- What a newcomer gets wrong: a reversed receipt counts too. Where its goods had been sent on, the reversal leaves less
-- than nothing at its site, and that has to be seen. Its link fell with it, so that its donor leads there.
WITH line AS (
    SELECT acceptance_line.id, coalesce(offer_line.title = 'loan', 0) AS loan
      FROM offer
     CROSS JOIN acceptance ON acceptance.offer = offer.id
     CROSS JOIN acceptance_line ON acceptance_line.acceptance = acceptance.id
      LEFT JOIN offer_line ON offer_line.offer = offer.id AND offer_line.id = acceptance_line.offer_line
     WHERE offer.activation = :id AND offer.posted),
answer AS (
    SELECT receipt_line.id AS lot, receipt.donor, line.loan,
           receipt_line.good + receipt_line.damaged + receipt_line.refused AS quantity
      FROM line
     CROSS JOIN receipt_line ON receipt_line.acceptance_line = line.id
     CROSS JOIN receipt ON receipt.id = receipt_line.receipt AND NOT receipt.bought
    UNION ALL
    SELECT match_line.lot, receipt.donor, line.loan, match_line.quantity
      FROM line
     CROSS JOIN match_line ON match_line.acceptance_line = line.id
     CROSS JOIN receipt_line ON receipt_line.receipt = match_line.receipt AND receipt_line.id = match_line.lot
     CROSS JOIN receipt ON receipt.id = match_line.receipt AND NOT receipt.bought
    UNION ALL
    SELECT receipt_line.id, receipt.donor, 0, 0
      FROM (SELECT DISTINCT donor FROM offer WHERE activation = :id AND posted) AS made
     CROSS JOIN receipt ON receipt.donor = made.donor AND receipt.acceptance IS NULL AND receipt.matched IS NULL
                       AND receipt.stage = 'reversed' AND NOT receipt.bought
     CROSS JOIN receipt_line ON receipt_line.receipt = receipt.id),
mine AS MATERIALIZED (
    SELECT coalesce((SELECT lot_alias.canonical FROM lot_alias WHERE lot_alias.lot = answer.lot
                      ORDER BY lot_alias.unit LIMIT 1), answer.lot) AS lot,
           min(answer.donor) AS donor, coalesce(total_units(answer.quantity * answer.loan), 0) AS loaned
      FROM answer
     GROUP BY 1)
SELECT mine.lot, mine.loaned, lot.item, coalesce(lot.donor, mine.donor) AS donor, balance.node, balance.condition,
       balance.quantity
  FROM mine
 CROSS JOIN lot ON lot.lot = mine.lot
 CROSS JOIN balance ON balance.lot = mine.lot
 ORDER BY mine.lot, balance.node, balance.condition
