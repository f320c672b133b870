-- What has left the donor: planned and packed consignments have not, unless some of it has come.
SELECT consignment.donor, item.group_id, consignment_line.item, consignment.id AS document,
       consignment_line.quantity AS quantity,
       'EXACT' AS qualifier, 0 AS provisional
  FROM consignment
  JOIN consignment_line ON consignment_line.consignment = consignment.id
  LEFT JOIN item ON item.id = consignment_line.item
 WHERE (consignment.stage NOT IN ('planned', 'packed', 'closed')
        OR EXISTS (SELECT 1 FROM consigned
                    WHERE consigned.consignment_line = consignment_line.id AND consigned.counted > 0))
   AND (:site IS NULL OR consignment.site = :site)
