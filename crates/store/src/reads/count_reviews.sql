-- Movements of counted goods that other computers recorded before the count; which of them the counter had seen is for
-- the caller to tell. One row a movement end at the place that was counted.
SELECT stock_count.id AS count, counted.number AS count_number, stock_count.site, stock_count.saw_pos,
       stock_count.saw_heads, line.n, line.lot, line.item, item.code AS item_code, item.names AS item_names, item.unit,
       line.condition, line.place, line.counted - line.book AS difference, document.id AS document, document.kind,
       document.number, entry.recorded_at, stream.device, stream.scope, entry.seq, position.pos, movement.from_node,
       movement.to_node, movement.condition AS left_as, movement.to_condition AS arrived_as, movement.quantity
  FROM stock_count
  JOIN stock_count_line AS line ON line.count = stock_count.id
  JOIN document AS counted ON counted.id = stock_count.id AND counted.kind = 'count'
  JOIN movement ON movement.lot = coalesce((SELECT canonical FROM lot_alias WHERE lot_alias.lot = line.lot
                                             ORDER BY unit LIMIT 1), line.lot)
  JOIN document ON document.entry = movement.entry AND document.unit <> counted.unit
  JOIN entry ON entry.id = document.entry
  JOIN stream ON stream.id = entry.stream
  LEFT JOIN position ON position.entry = entry.id
  LEFT JOIN item ON item.id = line.item
 WHERE (:count IS NULL OR stock_count.id = :count) AND (:site IS NULL OR stock_count.site = :site)
   AND stock_count.stage IN ('posted', 'proposed')
   AND stream.device <> stock_count.device AND entry.recorded_at < stock_count.recorded_at
   AND (position.pos IS NULL OR position.pos > stock_count.saw_pos)
 ORDER BY stock_count.recorded_at DESC, stock_count.id, line.n, entry.recorded_at, document.unit, movement.n
