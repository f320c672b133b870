-- The consignment it was received against, or with which a match says that all of it came.
SELECT receipt.id, receipt.donor, receipt.bought, party.names AS donor_names, receipt.acceptance,
       coalesce(receipt.consignment,
           (SELECT min(consignment_line.consignment)
              FROM consigned
              JOIN consignment_line ON consignment_line.id = consigned.consignment_line
             WHERE consigned.receipt = receipt.id
            HAVING count(DISTINCT consignment_line.consignment) = 1)) AS consignment,
       receipt.matched, receipt.handed_over_on, receipt.paper, receipt.declared_value
  FROM receipt
  LEFT JOIN party ON party.id = receipt.donor
 WHERE receipt.id = :id
