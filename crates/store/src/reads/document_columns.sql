-- A document as lists show it; each statement adds which ones.
SELECT document.id, document.kind, document.stage,
       CASE document.kind WHEN 'acceptance' THEN coalesce(offered.number, document.number) ELSE document.number END AS number,
       document.site, site.name AS site_name, document.party, party.names AS party_names, document.occurred_on,
       document.recorded_at, document.person, person.name AS person_name, document.reversed_by,
       document.reversal_reason, document.lines, position.pos,
       -- A kind that the server did not know is judged here.
       CASE document.stage WHEN 'quarantined' THEN coalesce(position.quarantine, posted.quarantine, 'kind-not-allowed')
                           ELSE position.quarantine END AS quarantine,
       stream.device = (SELECT device FROM identity) AND entry.seq > stream.acknowledged AS unsent
  FROM document
  JOIN entry ON entry.id = document.last_entry
  JOIN stream ON stream.id = entry.stream
  LEFT JOIN position ON position.entry = document.last_entry
  LEFT JOIN position AS posted ON posted.entry = document.entry
  LEFT JOIN site ON site.id = document.site
  LEFT JOIN canonical ON canonical.id = document.party
  LEFT JOIN party ON party.id = coalesce(canonical.at, document.party)
  LEFT JOIN person ON person.id = document.person
  LEFT JOIN acceptance ON document.kind = 'acceptance' AND acceptance.id = document.id
  LEFT JOIN document AS offered ON offered.id = acceptance.offer AND offered.kind = 'offer'
