SELECT issue_line.n, issue_line.lot, issue_line.item, item.code AS item_code, item.names AS item_names, item.unit,
       issue_line.condition, issue_line.quantity, party.names AS donor_names,
       lot.supplier IS NOT NULL AS bought, lot.document AS origin,
       lot.kind AS origin_kind, lot.number AS origin_number, issue_line.reason,
       place.name AS place_name
  FROM document
  JOIN issue_line ON issue_line.entry = document.entry
  LEFT JOIN item ON item.id = issue_line.item
  LEFT JOIN lot ON lot.lot = issue_line.lot
  LEFT JOIN party ON party.id = coalesce(lot.donor, lot.supplier)
  LEFT JOIN place ON place.id = issue_line.place
 WHERE document.id = :id AND document.kind = 'issue'
 ORDER BY issue_line.n
