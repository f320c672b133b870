-- Goods that nobody knows the donor of stand in no donor's row.
SELECT lot.donor, item.group_id, lot.item, issue.id AS document, issue_line.quantity AS quantity,
       'EXACT' AS qualifier, 0 AS provisional
  FROM issue
  JOIN issue_line ON issue_line.issue = issue.id
  JOIN lot ON lot.lot = issue_line.lot AND lot.donor = :donor AND lot.item = :item
  LEFT JOIN item ON item.id = lot.item
 WHERE issue.stage = 'posted' AND (:site IS NULL OR issue.site = :site)
