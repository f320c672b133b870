SELECT acceptance_line.id, acceptance_line.offer_line, acceptance_line.item, item.code AS item_code,
       item.names AS item_names, item.unit, acceptance_line.quantity, acceptance_line.proposed, acceptance_line.site, site.name AS site_name
  FROM acceptance_line
  LEFT JOIN item ON item.id = acceptance_line.item
  LEFT JOIN site ON site.id = acceptance_line.site
 WHERE acceptance_line.acceptance = :acceptance
 ORDER BY acceptance_line.n
