-- Goods of which nobody knows whence they came stand in no row.
SELECT coalesce(lot.donor, lot.supplier) AS donor, item.group_id, lot.item, document.id AS document, issue_line.quantity AS quantity,
       'EXACT' AS qualifier, 0 AS provisional
  FROM lot
  JOIN issue_line ON issue_line.lot = lot.lot
  JOIN document ON document.entry = issue_line.entry
  LEFT JOIN item ON item.id = lot.item
 WHERE lot.lot IN (SELECT given.lot FROM lot AS given WHERE given.donor = :donor AND NOT :bought
                     UNION ALL
                    SELECT sold.lot FROM lot AS sold WHERE sold.supplier = :donor AND :bought)
   AND lot.item = :item
   AND document.kind = 'issue' AND document.stage = 'posted' AND (:site IS NULL OR document.site = :site)
