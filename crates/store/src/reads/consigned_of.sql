-- A consignment that will bring nothing more counts with what it brought.
SELECT coalesce(sum(CASE WHEN consignment.stage IN ('closed', 'returned', 'lost') THEN coalesce(consigned.counted, 0)
                         ELSE max(consignment_line.quantity, coalesce(consigned.counted, 0)) END), 0)
  FROM consignment_line
  JOIN consignment ON consignment.id = consignment_line.consignment
  LEFT JOIN consigned ON consigned.consignment_line = consignment_line.id
 WHERE consignment_line.acceptance_line = :line
