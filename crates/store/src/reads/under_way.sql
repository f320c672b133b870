-- What consignments that may still arrive carry of an acceptance line.
SELECT coalesce(total_units(max(consignment_line.quantity
                                - coalesce((SELECT total_units(consigned.counted) FROM consigned
                                             WHERE consigned.consignment_line = consignment_line.id), 0), 0)), 0)
  FROM consignment_line
  JOIN consignment ON consignment.id = consignment_line.consignment
 WHERE consignment_line.acceptance_line = :line AND consignment.stage NOT IN ('closed', 'returned', 'lost')
