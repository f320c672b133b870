-- Goods that nobody knows the donor of stand in no donor's row.
SELECT lot.donor, item.group_id, lot.item, document.id AS document, issue_line.quantity AS quantity,
       'EXACT' AS qualifier, 0 AS provisional
  FROM lot
  JOIN issue_line ON issue_line.lot = lot.lot
  JOIN document ON document.entry = issue_line.entry
  LEFT JOIN item ON item.id = lot.item
 WHERE lot.donor = :donor AND lot.item = :item
   AND document.kind = 'issue' AND document.stage = 'posted' AND (:site IS NULL OR document.site = :site)
