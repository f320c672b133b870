        ORDER BY document.occurred_on DESC, document.recorded_at DESC, document.id DESC, document.unit DESC, document.kind DESC
        LIMIT :limit OFFSET :offset)
-- A page is sorted (+): going through all documents by day to find its own would be slower.
 ORDER BY +document.occurred_on DESC, document.recorded_at DESC, document.id DESC, document.unit DESC, document.kind DESC
