-- The newest of some documents. They are sorted (+): going through all documents by day to find them would be slower.
 WHERE document.entry IN (
       SELECT document.entry
         FROM document
        WHERE document.id IN (SELECT unhex(value) FROM json_each(:ids))
          AND (:kind IS NULL OR document.kind = :kind)
          AND NOT EXISTS (SELECT 1 FROM document AS earlier
                           WHERE earlier.id = document.id AND (:kind IS NULL OR earlier.kind = :kind)
                             AND (earlier.unit, earlier.kind) < (document.unit, document.kind))
        ORDER BY document.occurred_on DESC, document.id DESC
        LIMIT :limit)
 ORDER BY +document.occurred_on DESC, document.id DESC
