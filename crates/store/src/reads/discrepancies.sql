-- `:activation` keeps those of its offers, and those of given receipts that answer no offer yet and whose donor has one
-- there.
SELECT discrepancy.id, discrepancy.kind, discrepancy_state.stage, discrepancy_state.by_site,
       discrepancy_state.by_coordination, discrepancy.receipt, document.number AS receipt_number, document.occurred_on,
       receipt.site, site.name AS site_name, receipt.donor, receipt.bought,
       party.names AS donor_names, discrepancy.lot,
       discrepancy.item, item.code AS item_code, item.names AS item_names, item.unit, discrepancy.quantity,
       discrepancy.reason,
       coalesce(receipt.consignment,
           (SELECT min(consignment_line.consignment)
              FROM consigned
              JOIN consignment_line ON consignment_line.id = consigned.consignment_line
             WHERE consigned.receipt = receipt.id
            HAVING count(DISTINCT consignment_line.consignment) = 1)) AS consignment
  FROM discrepancy
  JOIN receipt ON receipt.id = discrepancy.receipt
  JOIN document ON document.id = receipt.id AND document.kind = 'receipt'
  LEFT JOIN discrepancy_state ON discrepancy_state.id = discrepancy.id
  LEFT JOIN site ON site.id = receipt.site
  LEFT JOIN party ON party.id = receipt.donor
  LEFT JOIN item ON item.id = discrepancy.item
  LEFT JOIN acceptance ON acceptance.id = coalesce(receipt.acceptance, receipt.matched)
  LEFT JOIN offer ON offer.id = acceptance.offer
 WHERE (:site IS NULL OR receipt.site = :site)
   AND (:id IS NULL OR discrepancy.id = :id)
   AND (:activation IS NULL OR offer.activation = :activation
        OR (offer.id IS NULL AND NOT receipt.bought
            AND EXISTS (SELECT 1 FROM offer AS made
                         WHERE made.activation = :activation AND made.donor = receipt.donor AND made.posted)))
 ORDER BY document.occurred_on DESC, document.recorded_at DESC, discrepancy.receipt, discrepancy.n
