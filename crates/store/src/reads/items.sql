SELECT item.id, item.code, item.names, item.unit, item.tracking, item.group_id, item_group.names AS group_names
  FROM item
  LEFT JOIN item_group ON item_group.id = item.group_id
 WHERE (:id IS NULL OR item.id = :id)
   AND NOT EXISTS (SELECT 1 FROM json_each(:words) AS word WHERE instr(item.folded, word.value) = 0)
 ORDER BY item.code, item.id
 LIMIT :limit
