SELECT receipt.id, receipt.donor, party.names AS donor_names, receipt.acceptance, receipt.consignment, receipt.matched,
       receipt.handed_over_on, receipt.paper, receipt.declared_value
  FROM receipt
  LEFT JOIN party ON party.id = receipt.donor
 WHERE receipt.id = :id
