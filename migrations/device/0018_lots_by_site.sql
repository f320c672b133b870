-- A receipt writes the lots of its items into the part of its site: by item alone each of them lay on a page of its own in a
-- large file. From an item to its lots the way is longer now, a step for each site (decision 42).
DROP INDEX lot_by_item;
CREATE INDEX lot_by_site ON lot (site, item);

-- The sites at which lots begin, each found by one step in that index.
CREATE VIEW lot_site AS
WITH RECURSIVE each (site) AS (
    SELECT min(lot.site) FROM lot
     UNION ALL
    SELECT (SELECT min(lot.site) FROM lot WHERE lot.site > each.site) FROM each WHERE each.site IS NOT NULL
)
SELECT each.site FROM each WHERE each.site IS NOT NULL;
