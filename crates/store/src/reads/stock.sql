SELECT item.id AS item, item.code AS item_code, item.names AS item_names, item_group.names AS group_names, item.unit,
       balance.lot, receipt.id AS receipt, document.number AS receipt_number, receipt.donor, party.names AS donor_names,
       receipt_line.batch, receipt_line.expiry,
       sum(CASE balance.condition WHEN 'GOOD' THEN balance.quantity ELSE 0 END) AS good,
       sum(CASE balance.condition WHEN 'DAMAGED' THEN balance.quantity ELSE 0 END) AS damaged,
       receipt.acceptance IS NULL AND receipt.matched IS NULL AS provisional
  FROM balance
  JOIN receipt_line ON receipt_line.id = balance.lot
  JOIN receipt ON receipt.id = receipt_line.receipt
  JOIN document ON document.id = receipt.id AND document.kind = 'receipt'
  LEFT JOIN canonical ON canonical.id = receipt_line.item
  JOIN item ON item.id = coalesce(canonical.at, receipt_line.item)
  LEFT JOIN item_group ON item_group.id = item.group_id
  LEFT JOIN canonical AS donor_of ON donor_of.id = receipt.donor
  LEFT JOIN party ON party.id = coalesce(donor_of.at, receipt.donor)
 WHERE balance.node = :node
 GROUP BY item.id, balance.lot, receipt.id
 ORDER BY item.code, item.id, receipt_line.expiry IS NULL, receipt_line.expiry, document.occurred_on,
          document.recorded_at, balance.lot
