-- What stands in a site, place by place and condition by condition. An item that has not arrived is shown all the same.
SELECT lot.item, item.code AS item_code, item.names AS item_names, item_group.names AS group_names, item.unit,
       balance.lot, lot.document AS origin, lot.kind AS origin_kind, lot.number AS origin_number, lot.donor,
       party.names AS donor_names, lot.batch, lot.expiry, lot.provisional, balance.node, balance.condition,
       balance.quantity
  FROM balance
  JOIN lot ON lot.lot = balance.lot
  LEFT JOIN item ON item.id = lot.item
  LEFT JOIN item_group ON item_group.id = item.group_id
  LEFT JOIN party ON party.id = lot.donor
 WHERE balance.node BETWEEN :node AND :last
 ORDER BY item.code IS NULL, item.code, lot.item, lot.expiry IS NULL, lot.expiry, lot.received_on, balance.lot,
          balance.node, balance.condition
