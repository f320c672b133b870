-- One row a line of a standing offer; an offer without lines gives one row that names nothing.
SELECT offer.donor, coalesce(item.group_id, offer_line.group_id) AS group_id, offer_line.item, offer.id AS document,
       offer_line.quantity AS quantity,
       coalesce(offer_line.qualifier, 'NOT_STATED') AS qualifier, 0 AS provisional
  FROM offer
  LEFT JOIN offer_line ON offer_line.offer = offer.id
  LEFT JOIN item ON item.id = offer_line.item
 WHERE offer.posted
