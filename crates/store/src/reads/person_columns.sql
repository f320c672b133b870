-- A person with what this computer knows of their PIN.
SELECT person.id, person.name, person.grants, coalesce(pin.phc, '') <> '' AS pin_set, pin.locked_until
  FROM person
  LEFT JOIN pin ON pin.person = person.id
