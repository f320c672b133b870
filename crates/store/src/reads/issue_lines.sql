SELECT issue_line.lot, issue_line.item, item.code AS item_code, item.names AS item_names, item.unit,
       issue_line.condition, issue_line.quantity, party.names AS donor_names, document.number AS receipt_number
  FROM issue_line
  LEFT JOIN item ON item.id = issue_line.item
  LEFT JOIN receipt_line ON receipt_line.id = issue_line.lot
  LEFT JOIN receipt ON receipt.id = receipt_line.receipt
  LEFT JOIN document ON document.id = receipt.id AND document.kind = 'receipt'
  LEFT JOIN party ON party.id = receipt.donor
 WHERE issue_line.issue = :id
 GROUP BY issue_line.n
 ORDER BY issue_line.n
