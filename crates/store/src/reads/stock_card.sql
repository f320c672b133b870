SELECT movement.document, movement.kind, document.number, movement.occurred_on, movement.movement, movement.condition,
       movement.quantity, movement.to_node = :node AS incoming, document.reversed_by IS NOT NULL AS reversed,
       CASE movement.to_node WHEN :node THEN movement.from_node ELSE movement.to_node END AS counterpart
  FROM movement
  JOIN receipt_line ON receipt_line.id = movement.lot
       AND (receipt_line.item = :item OR receipt_line.item IN (SELECT canonical.id FROM canonical WHERE canonical.at = :item))
  JOIN document ON document.unit = movement.unit AND document.kind = movement.kind AND document.id = movement.document
 WHERE movement.from_node = :node OR movement.to_node = :node
 ORDER BY movement.occurred_on, document.recorded_at, movement.unit, movement.n
