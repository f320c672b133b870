-- What came from another site, and was linked to its waybill, no donor gave again.
SELECT receipt.donor, item.group_id, receipt_line.item, receipt.id AS document, receipt_line.damaged AS quantity,
       'EXACT' AS qualifier,
       receipt.acceptance IS NULL AND receipt.matched IS NULL AND NOT receipt.bought AS provisional
  FROM receipt
  JOIN receipt_line ON receipt_line.receipt = receipt.id
  LEFT JOIN item ON item.id = receipt_line.item
 WHERE receipt.stage = 'posted' AND (:site IS NULL OR receipt.site = :site)
   AND receipt.donor = :donor AND receipt.bought = :bought AND receipt_line.item = :item
   AND NOT EXISTS (SELECT 1 FROM dispatch_match
                    WHERE dispatch_match.receipt = receipt.id AND dispatch_match.stage = 'posted')
