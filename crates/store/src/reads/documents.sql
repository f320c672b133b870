-- Which documents a list shows: told from the documents alone, so that only those on the page are joined to anything.
-- A name finds what stands under any record of the same party, merged or not.
 WHERE document.entry IN (
       WITH word AS MATERIALIZED (SELECT value FROM json_each(:words)),
            stands AS MATERIALIZED (
                SELECT party.id, coalesce(canonical.at, party.id) AS at
                  FROM party LEFT JOIN canonical ON canonical.id = party.id),
            named_party AS MATERIALIZED (
                SELECT word.value AS word, same.id
                  FROM word
                  JOIN party ON instr(party.folded, word.value) > 0
                  JOIN stands ON stands.id = party.id
                  JOIN stands AS same ON same.at = stands.at),
            named_site AS MATERIALIZED (
                SELECT word.value AS word, site.id FROM word JOIN site ON instr(site.folded, word.value) > 0)
       SELECT document.entry
         FROM document
        WHERE (:site IS NULL OR document.site = :site)
          AND (:kind IS NULL OR document.kind = :kind)
          AND NOT EXISTS (
                SELECT 1 FROM word
                 WHERE instr(document.folded, word.value) = 0
                   AND NOT EXISTS (SELECT 1 FROM named_party
                                    WHERE named_party.word = word.value AND named_party.id = document.party)
                   AND NOT EXISTS (SELECT 1 FROM named_site
                                    WHERE named_site.word = word.value AND named_site.id = document.site)
                   AND NOT EXISTS (SELECT 1 FROM acceptance
                                     JOIN document AS offered ON offered.id = acceptance.offer AND offered.kind = 'offer'
                                    WHERE document.kind = 'acceptance' AND acceptance.id = document.id
                                      AND instr(offered.folded, word.value) > 0))
