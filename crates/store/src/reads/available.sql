-- Of one batch with several expiry dates the earliest governs.
SELECT balance.lot, balance.node,
       coalesce((SELECT min(other.expiry) FROM lot AS other WHERE other.item = lot.item AND other.batch = lot.batch),
                lot.expiry) AS governing,
       lot.received_on, balance.quantity AS good
  FROM lot
  JOIN balance ON balance.lot = lot.lot
 WHERE lot.item = :item AND balance.condition = 'GOOD' AND balance.node BETWEEN :node AND :last
 ORDER BY governing IS NULL, governing, lot.received_on, balance.lot, balance.node
