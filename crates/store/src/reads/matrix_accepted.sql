SELECT acceptance.donor, item.group_id, acceptance_line.item, acceptance.id AS document,
       acceptance_line.quantity AS quantity,
       'EXACT' AS qualifier, 0 AS provisional
  FROM acceptance
  JOIN acceptance_line ON acceptance_line.acceptance = acceptance.id
  LEFT JOIN item ON item.id = acceptance_line.item
 WHERE acceptance.stage = 'confirmed' AND (:site IS NULL OR acceptance_line.site = :site)
