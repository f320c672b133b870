-- What standing versions of requests ask for, by item, else by group, else by words.
SELECT coalesce(request_line.group_id, item.group_id) AS group_id, request_line.item,
       CASE WHEN request_line.item IS NULL AND request_line.group_id IS NULL THEN request_line.text END AS text,
       request.id AS document, request_line.quantity,
       request_line.qualifier
  FROM request
  JOIN request_line ON request_line.request = request.id AND request_line.stands
  LEFT JOIN item ON item.id = request_line.item
 WHERE request.stage NOT IN ('draft', 'withdrawn') AND (:site IS NULL OR request_line.site = :site)
