-- What a price follows from, beside bid, runner-up and reserve: anybody can compute it from the row. Older rows bid truthfully.
ALTER TABLE ads_charge
    ADD COLUMN multiplier_ppm      int NOT NULL DEFAULT 1000000,
    ADD COLUMN probability_ppb     int,
    ADD COLUMN quality_ppm         int,
    ADD COLUMN model_version       int NOT NULL DEFAULT 0,
    ADD COLUMN calibration_version int NOT NULL DEFAULT 0;
