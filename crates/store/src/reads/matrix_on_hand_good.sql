-- What is left of each lot at the sites; a lot that is used up counts as 0, a reversed one not at all.
SELECT receipt.donor, item.group_id, receipt_line.item, receipt.id AS document, coalesce(held.quantity, 0) AS quantity,
       0 AS provisional
  FROM receipt
  JOIN receipt_line ON receipt_line.receipt = receipt.id
  LEFT JOIN item ON item.id = receipt_line.item
  LEFT JOIN (SELECT balance.lot, sum(balance.quantity) AS quantity
               FROM balance
              WHERE balance.condition = 'GOOD' AND balance.node LIKE 'site/%' AND (:node IS NULL OR balance.node = :node)
              GROUP BY balance.lot) AS held ON held.lot = receipt_line.id
 WHERE (receipt.stage = 'posted' AND (:site IS NULL OR receipt.site = :site)) OR held.quantity IS NOT NULL
