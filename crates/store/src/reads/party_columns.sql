SELECT party.id, party.kind, party.names, party.iso, party.eu_code, party.donor, party.affected, party.synonyms
  FROM party
