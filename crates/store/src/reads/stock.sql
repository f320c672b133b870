-- What stands in a site, place by place and condition by condition. An item that has not arrived is shown all the same;
-- a merged item or donor is shown as the record it was merged into.
SELECT coalesce(canonical.at, lot.item) AS item, item.code AS item_code, item.names AS item_names,
       item_group.names AS group_names, item.unit,
       balance.lot, lot.document AS origin, lot.kind AS origin_kind, lot.number AS origin_number,
       coalesce(donor_of.at, lot.donor, lot.supplier) AS donor, lot.supplier IS NOT NULL AS bought,
       party.names AS donor_names, lot.batch, lot.expiry, lot.provisional, balance.node, balance.condition,
       balance.quantity
  FROM balance
  JOIN lot ON lot.lot = balance.lot
  LEFT JOIN canonical ON canonical.id = lot.item
  LEFT JOIN item ON item.id = coalesce(canonical.at, lot.item)
  LEFT JOIN item_group ON item_group.id = item.group_id
  LEFT JOIN canonical AS donor_of ON donor_of.id = coalesce(lot.donor, lot.supplier)
  LEFT JOIN party ON party.id = coalesce(donor_of.at, lot.donor, lot.supplier)
 WHERE balance.node BETWEEN :node AND :last AND balance.node NOT BETWEEN x'04' AND x'05'
 ORDER BY item.code IS NULL, item.code, 1, lot.expiry IS NULL, lot.expiry, lot.received_on, balance.lot,
          balance.node, balance.condition
