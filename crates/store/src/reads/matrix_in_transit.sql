-- What has left the donor and was neither counted nor signed for as short.
SELECT consignment.donor, item.group_id, consignment_line.item, consignment.id AS document,
       max(consignment_line.quantity
           - coalesce((SELECT total_units(consigned.counted + consigned.short) FROM consigned
                      WHERE consigned.consignment_line = consignment_line.id), 0), 0) AS quantity,
       'EXACT' AS qualifier,
       0 AS provisional
  FROM consignment
  JOIN consignment_line ON consignment_line.consignment = consignment.id
  LEFT JOIN item ON item.id = consignment_line.item
 WHERE consignment.stage IN ('dispatched', 'in_transit', 'at_border', 'arrived', 'diverted', 'delayed')
   AND (:site IS NULL OR consignment.site = :site)
