-- What is still to come of each confirmed acceptance; what a consignment carries is shown as that consignment.
SELECT acceptance.id AS acceptance, acceptance.donor, party.names AS donor_names,
       acceptance_line.id AS acceptance_line, acceptance_line.item, item.code AS item_code, item.names AS item_names,
       item.unit,
       acceptance_line.quantity - coalesce((SELECT sum(answered.quantity) FROM answered
                                             WHERE answered.acceptance_line = acceptance_line.id), 0)
                                - coalesce((SELECT sum(max(consignment_line.quantity
                                                     - coalesce((SELECT sum(consigned.counted + consigned.short)
                                                                   FROM consigned
                                                                  WHERE consigned.consignment_line = consignment_line.id),
                                                                0), 0))
                                              FROM consignment_line
                                              JOIN consignment ON consignment.id = consignment_line.consignment
                                             WHERE consignment_line.acceptance_line = acceptance_line.id
                                               AND consignment.stage NOT IN ('closed', 'returned', 'lost')), 0) AS expected
  FROM acceptance
  JOIN acceptance_line ON acceptance_line.acceptance = acceptance.id
  JOIN document ON document.id = acceptance.id AND document.kind = 'acceptance'
  LEFT JOIN party ON party.id = acceptance.donor
  LEFT JOIN item ON item.id = acceptance_line.item
 WHERE acceptance.stage = 'confirmed' AND acceptance_line.site = :site AND expected > 0
 ORDER BY document.occurred_on, acceptance.id, acceptance_line.n
