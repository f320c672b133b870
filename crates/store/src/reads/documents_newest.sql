        ORDER BY document.occurred_on DESC, document.recorded_at DESC, document.id DESC, document.unit DESC
        LIMIT :limit OFFSET :offset)
 ORDER BY document.occurred_on DESC, document.recorded_at DESC, document.id DESC, document.unit DESC
