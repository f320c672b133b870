SELECT request_line.id, request_line.text, request_line.group_id, item_group.names AS group_names, request_line.item,
       item.names AS item_names, request_line.quantity, request_line.qualifier, request_line.unit, request_line.priority,
       request_line.needed_by, request_line.site, site.name AS site_name, request_line.entry_point,
       request_line.specification
  FROM request_line
  LEFT JOIN item ON item.id = request_line.item
  LEFT JOIN item_group ON item_group.id = coalesce(request_line.group_id, item.group_id)
  LEFT JOIN site ON site.id = request_line.site
 WHERE request_line.request = :id AND (request_line.v = :v OR (:v IS NULL AND request_line.stands))
 ORDER BY request_line.v, request_line.n
