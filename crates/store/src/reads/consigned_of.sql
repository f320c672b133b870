-- A consignment that will bring nothing more counts with what it brought.
SELECT coalesce(total_units(CASE WHEN stage IN ('closed', 'returned', 'lost') THEN counted ELSE max(quantity, counted) END), 0)
  FROM (SELECT consignment.stage, consignment_line.quantity,
               coalesce((SELECT total_units(consigned.counted) FROM consigned
                          WHERE consigned.consignment_line = consignment_line.id), 0) AS counted
          FROM consignment_line
          JOIN consignment ON consignment.id = consignment_line.consignment
         WHERE consignment_line.acceptance_line = :line)
