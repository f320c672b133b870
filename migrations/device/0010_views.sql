-- A stranger's issue of a thousand lines without measure closes no page: `total_units` is known to every connection that
-- the store opens (`total_units.rs`).
DROP VIEW reserved;
CREATE VIEW reserved AS
SELECT reservation.id AS reservation, reservation.site, reservation.expires_on, reservation_line.item,
       reservation_line.n, reservation_line.quantity,
       reservation_line.quantity
         - coalesce((SELECT total_units(issue_line.quantity)
                       FROM issue
                       JOIN issue_line ON issue_line.issue = issue.id
                      WHERE issue.reservation = reservation.id AND issue.stage = 'posted' AND issue.site = reservation.site
                        AND (issue_line.item = reservation_line.item
                             OR coalesce((SELECT at FROM canonical WHERE id = issue_line.item), issue_line.item)
                              = coalesce((SELECT at FROM canonical WHERE id = reservation_line.item), reservation_line.item))),
                    0) AS remaining
  FROM reservation
  JOIN reservation_line ON reservation_line.reservation = reservation.id
 WHERE reservation.stage = 'posted';
