-- An area, or a bin with its area.
SELECT place.id, place.site, place.name, place.parent, area.name AS area
  FROM place
  LEFT JOIN place AS area ON area.id = place.parent
