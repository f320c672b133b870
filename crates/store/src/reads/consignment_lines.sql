SELECT consignment_line.id, consignment_line.acceptance_line, consignment_line.item, item.code AS item_code,
       item.names AS item_names, item.unit, consignment_line.quantity,
       coalesce(consigned.counted, 0) AS counted, coalesce(consigned.short, 0) AS short,
       coalesce(consigned.differs, 0) AS differs, coalesce(consigned.sites, 0) AS sites
  FROM consignment_line
  LEFT JOIN item ON item.id = consignment_line.item
  LEFT JOIN consigned ON consigned.consignment_line = consignment_line.id
 WHERE consignment_line.consignment = :id
 ORDER BY consignment_line.n
