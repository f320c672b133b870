SELECT count(*)
  FROM stage_move
  JOIN fold_place AS withdrawn ON withdrawn.entry = stage_move.entry
  JOIN fold_place AS decided ON decided.entry = :entry
 WHERE stage_move.unit = :unit AND stage_move.stage = 'withdrawn' AND stage_move.why IS NULL
   AND (withdrawn.unplaced, withdrawn.pos, withdrawn.device, withdrawn.device_order)
     < (decided.unplaced, decided.pos, decided.device, decided.device_order)
