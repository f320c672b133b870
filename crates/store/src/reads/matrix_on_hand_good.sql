-- What is left of each lot at the sites; a lot that is used up counts as 0, one that never was, not at all.
SELECT coalesce(lot.donor, lot.supplier) AS donor, item.group_id, lot.item, lot.document, coalesce(held.quantity, 0) AS quantity,
       'EXACT' AS qualifier, 0 AS provisional
  FROM lot
  LEFT JOIN item ON item.id = lot.item
  LEFT JOIN document AS origin ON origin.unit = lot.unit AND origin.kind = lot.kind AND origin.id = lot.document
  LEFT JOIN (SELECT balance.lot, total_units(balance.quantity) AS quantity
               FROM lot_site
              CROSS JOIN lot AS of_item ON of_item.site = lot_site.site AND of_item.item = :item
              CROSS JOIN balance ON balance.lot = of_item.lot
              WHERE balance.condition = 0 /* GOOD */
                AND balance.node BETWEEN :node AND :last
              GROUP BY balance.lot) AS held ON held.lot = lot.lot
 WHERE lot.lot IN (SELECT given.lot FROM lot AS given WHERE given.donor = :donor AND NOT :bought
                     UNION ALL
                    SELECT sold.lot FROM lot AS sold WHERE sold.supplier = :donor AND :bought)
   AND lot.item = :item
   AND ((origin.stage = 'posted' AND (:site IS NULL OR lot.site = :site)) OR held.quantity IS NOT NULL)
