 ORDER BY coalesce(area.name, place.name), area.name IS NOT NULL, place.name, place.id
