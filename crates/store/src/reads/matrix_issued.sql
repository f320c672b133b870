SELECT receipt.donor, item.group_id, receipt_line.item, issue.id AS document, issue_line.quantity AS quantity,
       0 AS provisional
  FROM issue
  JOIN issue_line ON issue_line.issue = issue.id
  JOIN receipt_line ON receipt_line.id = issue_line.lot
  JOIN receipt ON receipt.id = receipt_line.receipt
  LEFT JOIN item ON item.id = receipt_line.item
 WHERE issue.stage = 'posted' AND (:site IS NULL OR issue.site = :site)
