-- A movement from one place of the site to another, or from one condition to another, comes in and goes out at once.
SELECT movement.document, movement.kind, document.number, movement.occurred_on, movement.movement, movement.condition,
       movement.to_condition, movement.quantity, movement.from_node, movement.to_node,
       movement.to_node BETWEEN :node AND :last AS incoming, movement.from_node BETWEEN :node AND :last AS outgoing,
       document.reversed_by IS NOT NULL AS reversed
  FROM lot
  JOIN movement ON movement.lot = lot.lot
  JOIN document ON document.unit = movement.unit AND document.kind = movement.kind AND document.id = movement.document
 WHERE (lot.item = :item OR lot.item IN (SELECT canonical.id FROM canonical WHERE canonical.at = :item))
   AND (movement.from_node BETWEEN :node AND :last OR movement.to_node BETWEEN :node AND :last)
 ORDER BY movement.occurred_on, document.recorded_at, movement.unit, movement.n
