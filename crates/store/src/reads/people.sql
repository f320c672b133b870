SELECT person.id, person.name, person.grants, coalesce(pin.phc, '') <> '' AS pin_set, pin.locked_until
  FROM person
  LEFT JOIN pin ON pin.person = person.id
 WHERE :id IS NULL OR person.id = :id
 ORDER BY person.name, person.id
