SELECT consignment_line.n, consignment_line.id, consignment_line.acceptance_line, consignment_line.item, item.code AS item_code,
       item.names AS item_names, item.unit, consignment_line.quantity,
       coalesce((SELECT total_units(consigned.counted) FROM consigned
                  WHERE consigned.consignment_line = consignment_line.id), 0) AS counted,
       coalesce((SELECT total_units(consigned.short) FROM consigned
                  WHERE consigned.consignment_line = consignment_line.id), 0) AS short,
       coalesce((SELECT max(consigned.differs) FROM consigned
                  WHERE consigned.consignment_line = consignment_line.id), 0) AS differs,
       (SELECT count(DISTINCT consigned.site) FROM consigned
         WHERE consigned.consignment_line = consignment_line.id) AS sites
  FROM consignment_line
  LEFT JOIN item ON item.id = consignment_line.item
 WHERE consignment_line.consignment = :id
 ORDER BY consignment_line.n
