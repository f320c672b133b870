-- Lots that answer an offer line given on loan, with how much of them does: announced ones wholly, linked ones as linked.
-- From the few lines on loan to theirs (CROSS), not through all that was ever received.
SELECT receipt_line.id AS lot, total_units(coalesce(match_line.quantity,
           receipt_line.good + receipt_line.damaged + receipt_line.refused)) AS quantity
  FROM offer_line
 CROSS JOIN acceptance_line ON acceptance_line.offer_line = offer_line.id
 CROSS JOIN receipt_line ON receipt_line.acceptance_line = acceptance_line.id
                    OR (receipt_line.receipt IN (SELECT lot_card.document
                                                   FROM match_line AS linked JOIN lot_card ON lot_card.lot = linked.lot
                                                  WHERE linked.acceptance_line = acceptance_line.id)
                        AND receipt_line.id IN (SELECT linked.lot FROM match_line AS linked
                                                 WHERE linked.acceptance_line = acceptance_line.id))
  JOIN receipt ON receipt.id = receipt_line.receipt AND receipt.stage = 'posted'
  LEFT JOIN match_line ON match_line.receipt = receipt.id AND match_line.lot = receipt_line.id
                      AND match_line.acceptance_line = acceptance_line.id
 WHERE offer_line.title = 'loan'
 GROUP BY receipt_line.id
 ORDER BY receipt_line.id
