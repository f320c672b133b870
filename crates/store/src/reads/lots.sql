-- What lots are; each statement adds which ones.
SELECT lot.lot, lot.item, item.code AS item_code, item.names AS item_names, item.unit, lot.batch, lot.expiry,
       coalesce(lot.donor, lot.supplier) AS donor, lot.supplier IS NOT NULL AS bought,
       party.names AS donor_names, lot.document AS origin, lot.kind AS origin_kind, lot.number AS origin_number,
       lot.received_on, lot.provisional
  FROM lot
  LEFT JOIN item ON item.id = lot.item
  LEFT JOIN party ON party.id = coalesce(lot.donor, lot.supplier)
