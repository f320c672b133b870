-- An item as the catalogue lists it; each statement adds which ones.
SELECT item.id, item.code, item.names, item.unit, item.tracking, item.group_id, item_group.names AS group_names,
       item.durable, item.dangerous_goods
  FROM item
  LEFT JOIN item_group ON item_group.id = item.group_id
