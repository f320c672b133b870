SELECT balance.lot, receipt_line.expiry, document.occurred_on AS received_on, balance.quantity AS good
  FROM balance
  JOIN receipt_line ON receipt_line.id = balance.lot AND receipt_line.item = :item
  JOIN document ON document.id = receipt_line.receipt AND document.kind = 'receipt'
 WHERE balance.node = :node AND balance.condition = 'GOOD'
 ORDER BY receipt_line.expiry IS NULL, receipt_line.expiry, document.occurred_on, document.recorded_at, balance.lot
