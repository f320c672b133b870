SELECT movement.document, movement.kind, document.number, movement.occurred_on, movement.movement, movement.condition,
       movement.to_condition, movement.from_node, movement.to_node, movement.quantity,
       document.reversed_by IS NOT NULL AS reversed
  FROM movement
  JOIN document ON document.unit = movement.unit AND document.kind = movement.kind AND document.id = movement.document
 WHERE movement.lot = :lot
 ORDER BY movement.occurred_on, document.recorded_at, movement.unit, movement.n
