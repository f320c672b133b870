          AND document.entry IN (
                SELECT rowid FROM document_text WHERE document_text MATCH :match
                UNION
                SELECT accepted.entry
                  FROM document_text
                  JOIN document AS offer ON offer.entry = document_text.rowid AND offer.kind = 'offer'
                  JOIN acceptance AS of_offer ON of_offer.offer = offer.id
                  JOIN document AS accepted ON accepted.id = of_offer.id AND accepted.kind = 'acceptance'
                 WHERE document_text MATCH :match)
