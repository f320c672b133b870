 WHERE (document.unit, document.kind, document.id) IN (
       SELECT min(document.unit), document.kind, document.id
         FROM document
        WHERE document.id IN (SELECT unhex(value) FROM json_each(:ids))
          AND (:kind IS NULL OR document.kind = :kind)
        GROUP BY document.id
        ORDER BY document.occurred_on DESC, document.id DESC
        LIMIT :limit)
 ORDER BY document.occurred_on DESC, document.id DESC
