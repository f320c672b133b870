-- A donor is known by what stands, or stood, in take-over stock too, and by goods that are neither good nor damaged.

-- Take-over stock counted, each document once a row.
ALTER TABLE matrix_sum ADD COLUMN openings INTEGER NOT NULL DEFAULT 0;
-- What stands in quarantine, expired or recalled.
ALTER TABLE matrix_sum ADD COLUMN on_hand_other INTEGER NOT NULL DEFAULT 0;
