SELECT balance.lot, balance.node, lot.expiry, lot.received_on, balance.quantity AS good
  FROM lot
  JOIN balance ON balance.lot = lot.lot
 WHERE lot.item = :item AND balance.condition = 'GOOD' AND balance.node BETWEEN :node AND :last
 ORDER BY lot.expiry IS NULL, lot.expiry, lot.received_on, balance.lot, balance.node
