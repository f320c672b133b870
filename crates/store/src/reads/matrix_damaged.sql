SELECT receipt.donor, item.group_id, receipt_line.item, receipt.id AS document, receipt_line.damaged AS quantity,
       receipt.acceptance IS NULL AND receipt.matched IS NULL AS provisional
  FROM receipt
  JOIN receipt_line ON receipt_line.receipt = receipt.id
  LEFT JOIN item ON item.id = receipt_line.item
 WHERE receipt.stage = 'posted' AND (:site IS NULL OR receipt.site = :site)
