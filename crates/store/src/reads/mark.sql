SELECT stream.device, device.letter, stream.scope, entry.seq, position.pos, entry.hash
  FROM document
  JOIN entry ON entry.id = document.entry
  JOIN stream ON stream.id = entry.stream
  LEFT JOIN position ON position.entry = entry.id
  LEFT JOIN device ON device.id = stream.device
 WHERE document.id = :id AND document.kind = :kind
