SELECT receipt_line.n, receipt_line.id, receipt_line.item, item.code AS item_code, item.names AS item_names, item.unit,
       receipt_line.batch, receipt_line.expiry, receipt_line.expected, receipt_line.good, receipt_line.damaged,
       receipt_line.refused, receipt_line.short, receipt_line.over, receipt_line.reason,
       place.name AS place_name
  FROM receipt_line
  LEFT JOIN item ON item.id = receipt_line.item
  LEFT JOIN place ON place.id = receipt_line.place
 WHERE receipt_line.receipt = :id
 ORDER BY receipt_line.n
