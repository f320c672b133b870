-- A movement from one place of the site to another, or from one condition to another, comes in and goes out at once.
-- From the item to its lots (CROSS): a site has had lots of every item.
SELECT document.id AS document, document.kind, document.number, document.occurred_on, movement.movement, movement.condition,
       movement.to_condition, movement.quantity, movement.from_node, movement.to_node,
       document.party,
       movement.to_node BETWEEN :node AND :last AS incoming, movement.from_node BETWEEN :node AND :last AS outgoing,
       document.reversed_by IS NOT NULL AS reversed
  FROM (SELECT :item AS item UNION SELECT canonical.id FROM canonical WHERE canonical.at = :item) AS named
 CROSS JOIN lot_site
 CROSS JOIN lot ON lot.site = lot_site.site AND lot.item = named.item
 CROSS JOIN lot_at ON lot_at.site = :site AND lot_at.lot = lot.lot
  JOIN movement ON movement.lot = lot.lot
  JOIN document ON document.entry = movement.entry
 WHERE movement.from_node BETWEEN :node AND :last OR movement.to_node BETWEEN :node AND :last
 ORDER BY document.occurred_on, document.recorded_at, document.unit, movement.n
