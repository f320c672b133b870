SELECT item.id, item.code, item.names, item.unit, item.tracking, item.group_id, item_group.names AS group_names,
       item.durable, item.dangerous_goods
  FROM item
  LEFT JOIN item_group ON item_group.id = item.group_id
 WHERE CASE WHEN :id IS NULL THEN item.id NOT IN (SELECT canonical.id FROM canonical) ELSE item.id = :id END
   AND NOT EXISTS (SELECT 1 FROM json_each(:words) AS word WHERE instr(item.folded, word.value) = 0)
 ORDER BY item.code, item.id
 LIMIT :limit
