-- Transfers of which either end's document is here; what only the receiver wrote takes its ends from there.
WITH known AS (
    SELECT id FROM transfer WHERE :site IS NULL OR site = :site OR to_site = :site
    UNION
    SELECT transfer FROM transfer_receipt
     WHERE stage <> 'quarantined' AND (:site IS NULL OR site = :site OR from_site = :site)
)
SELECT known.id, transfer.stage, coalesce(transfer.site, first.from_site) AS site,
       coalesce(transfer.to_site, first.site) AS to_site, sender.name AS site_name, receiver.name AS to_name,
       document.number, coalesce(document.occurred_on, received.occurred_on) AS occurred_on, transfer.expected_on,
       transfer.vehicle, coalesce(document.lines, received.lines) AS lines,
       (SELECT count(*) FROM transfer_receipt
         WHERE transfer_receipt.transfer = known.id AND transfer_receipt.stage = 'posted')
         + (SELECT count(*) FROM dispatch_match
             WHERE dispatch_match.transfer = known.id AND dispatch_match.stage = 'posted') AS receipts,
       (SELECT count(*) FROM transfer_settlement
         WHERE transfer_settlement.transfer = known.id AND transfer_settlement.stage = 'posted') AS settlements
  FROM known
  LEFT JOIN transfer ON transfer.id = known.id
  LEFT JOIN transfer_receipt AS first ON first.id = (SELECT min(id) FROM transfer_receipt
                                                         WHERE transfer = known.id AND stage <> 'quarantined')
  LEFT JOIN document ON document.id = known.id AND document.kind = 'transfer'
  LEFT JOIN document AS received ON received.id = first.id AND received.kind = 'transfer_receipt'
  LEFT JOIN site AS sender ON sender.id = coalesce(transfer.site, first.from_site)
  LEFT JOIN site AS receiver ON receiver.id = coalesce(transfer.to_site, first.site)
 WHERE :id IS NULL OR known.id = :id
 ORDER BY occurred_on DESC, known.id DESC
 LIMIT 500
