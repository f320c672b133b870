 WHERE (:site IS NULL OR document.site = :site)
   AND (:kind IS NULL OR document.kind = :kind)
   AND NOT EXISTS (
         SELECT 1 FROM json_each(:words) AS word
          WHERE instr(document.folded || ' ' || coalesce(party.folded, '') || ' ' || coalesce(site.folded, '')
                      || ' ' || coalesce(offered.folded, ''), word.value) = 0)
 ORDER BY document.occurred_on DESC, document.recorded_at DESC, document.id DESC, document.unit DESC
 LIMIT :limit OFFSET :offset
