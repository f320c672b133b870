-- What standing acceptances take of each line of an offer, in fold order of their proposals.
-- A site that does not hold the offer takes what it had from the acceptances.
SELECT acceptance_line.offer_line, coalesce(offer_line.quantity, acceptance_line.offered) AS offered,
       coalesce(offer_line.qualifier, acceptance_line.offered_qualifier, 'NOT_STATED') AS qualifier,
       acceptance.id AS acceptance, acceptance_line.quantity
  FROM acceptance
  JOIN document ON document.id = acceptance.id AND document.kind = 'acceptance'
  JOIN fold_place ON fold_place.entry = document.entry
  JOIN acceptance_line ON acceptance_line.acceptance = acceptance.id
  LEFT JOIN offer_line ON offer_line.offer = acceptance.offer AND offer_line.id = acceptance_line.offer_line
 WHERE acceptance.offer = :offer AND acceptance.stage IN ('proposed', 'confirmed')
 ORDER BY fold_place.unplaced, fold_place.pos, fold_place.device, fold_place.device_order, acceptance_line.n
