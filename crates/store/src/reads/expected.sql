-- What is still to come of each confirmed acceptance; what a consignment carries is shown as that consignment. Each sum
-- looks at the lines that answer this one line, and stays exact: what claims more than a number can hold counts as that.
SELECT acceptance.id AS acceptance, acceptance.donor, party.names AS donor_names,
       acceptance_line.id AS acceptance_line, acceptance_line.item, item.code AS item_code, item.names AS item_names,
       item.unit,
       acceptance_line.quantity
         - coalesce((SELECT total_units(receipt_line.good + receipt_line.damaged + receipt_line.refused)
                       FROM receipt_line
                       JOIN receipt ON receipt.id = receipt_line.receipt AND receipt.stage = 'posted'
                      WHERE receipt_line.acceptance_line = acceptance_line.id), 0)
         - coalesce((SELECT total_units(match_line.quantity)
                       FROM match_line
                      WHERE match_line.acceptance_line = acceptance_line.id), 0)
         - coalesce((SELECT total_units(max(consignment_line.quantity
                                            - coalesce((SELECT total_units(consigned.counted + consigned.short)
                                                          FROM consigned
                                                         WHERE consigned.consignment_line = consignment_line.id), 0), 0))
                       FROM consignment_line
                       JOIN consignment ON consignment.id = consignment_line.consignment
                      WHERE consignment_line.acceptance_line = acceptance_line.id
                        AND consignment.stage NOT IN ('closed', 'returned', 'lost')), 0) AS expected
  FROM acceptance
 CROSS JOIN acceptance_line ON acceptance_line.acceptance = acceptance.id
 CROSS JOIN document ON document.id = acceptance.id AND document.kind = 'acceptance'
  LEFT JOIN party ON party.id = acceptance.donor
  LEFT JOIN item ON item.id = acceptance_line.item
 WHERE acceptance.stage = 'confirmed' AND acceptance_line.site = :site AND expected > 0
 ORDER BY document.occurred_on, acceptance.id, acceptance_line.n
