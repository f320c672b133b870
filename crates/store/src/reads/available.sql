-- Lots of the item and of every record that is the same item (CROSS: from them to their balances). Of one batch with several
-- expiry dates the earliest governs.
WITH kin (item) AS (
    SELECT :item UNION SELECT at FROM canonical WHERE id = :item
     UNION SELECT id FROM canonical WHERE at = coalesce((SELECT at FROM canonical WHERE id = :item), :item)
)
SELECT balance.lot, balance.node,
       coalesce((SELECT min(other.expiry) FROM lot AS other
                  WHERE other.item IN (SELECT item FROM kin) AND other.batch = lot.batch), lot.expiry) AS governing,
       lot.received_on, balance.quantity AS good
  FROM kin
 CROSS JOIN lot_site
 CROSS JOIN lot ON lot.site = lot_site.site AND lot.item = kin.item
 CROSS JOIN balance ON balance.lot = lot.lot
 WHERE balance.condition = 0 /* GOOD */ AND balance.node BETWEEN :node AND :last
 ORDER BY governing IS NULL, governing, lot.received_on, balance.lot, balance.node
