-- Every item but those merged into another, told from the items alone. Each word is in its names or its code, in a
-- confirmed wording of a donor's, or in the names of a record that was merged into it.
 WHERE item.id IN (
       WITH word AS MATERIALIZED (SELECT value FROM json_each(:words)),
            also_named AS MATERIALIZED (
                SELECT canonical.at AS item, item.folded FROM canonical JOIN item ON item.id = canonical.id
                 UNION ALL
                SELECT coalesce(canonical.at, synonym.item), synonym.text
                  FROM synonym LEFT JOIN canonical ON canonical.id = synonym.item
                 WHERE synonym.item IS NOT NULL)
       SELECT item.id
         FROM item
        WHERE NOT EXISTS (
                SELECT 1 FROM word
                 WHERE instr(item.folded, word.value) = 0
                   AND NOT EXISTS (SELECT 1 FROM also_named
                                    WHERE also_named.item = item.id AND instr(also_named.folded, word.value) > 0))
          AND item.id NOT IN (SELECT canonical.id FROM canonical)
        ORDER BY item.code, item.id
        LIMIT :limit)
 ORDER BY item.code, item.id
