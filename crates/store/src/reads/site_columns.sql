SELECT site.id, site.code, site.name, site.kind, site.country, site.time_zone, site.facilities
  FROM site
