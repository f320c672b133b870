-- What consignments that may still arrive carry of an acceptance line. The same rows tell what is announced beyond it.
SELECT coalesce(total_units(max(quantity - counted, 0)), 0) FROM announced WHERE acceptance_line = :line AND awaited
