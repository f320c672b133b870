SELECT offer_line.offer, offer_line.id, offer_line.text, offer_line.group_id, item_group.names AS group_names, offer_line.item,
       item.names AS item_names, item.unit, offer_line.quantity, offer_line.qualifier, offer_line.title,
       offer_line.packaging, offer_line.weight_g, offer_line.volume_dm3, offer_line.condition, offer_line.expiry,
       coalesce((SELECT total_units(acceptance_line.quantity)
                   FROM acceptance_line
                   JOIN acceptance ON acceptance.id = acceptance_line.acceptance
                  WHERE acceptance_line.offer_line = offer_line.id
                    AND acceptance.stage IN ('proposed', 'confirmed')), 0) AS accepted
  FROM offer_line
  LEFT JOIN item ON item.id = offer_line.item
  LEFT JOIN item_group ON item_group.id = coalesce(offer_line.group_id, item.group_id)
 WHERE offer_line.offer = :offer
 ORDER BY offer_line.n
