SELECT document.id AS document, document.kind, document.number, document.occurred_on, movement.movement, movement.condition,
       movement.to_condition, movement.from_node, movement.to_node, movement.quantity,
       document.reversed_by IS NOT NULL AS reversed
  FROM movement
  JOIN document ON document.entry = movement.entry
 WHERE movement.lot = :lot
 ORDER BY document.occurred_on, document.recorded_at, document.unit, movement.n
