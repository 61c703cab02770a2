-- By what the results of a verdict are shown, and how few of them an advertiser's own reports may claim.
ALTER TABLE ads_guarantee
    ADD COLUMN evidence text NOT NULL DEFAULT 'browser'
        CHECK (evidence IN ('billed', 'inside', 'server', 'browser')),
    -- results that were to be expected at the prices paid: the sum of the receipts' probabilities
    ADD COLUMN expected_ppb bigint NOT NULL DEFAULT 0 CHECK (expected_ppb >= 0),
    -- what as many of them as are certain enough may cost; counts if the reported ones may cost less
    ADD COLUMN floor_micros bigint NOT NULL DEFAULT 0 CHECK (floor_micros >= 0),
    -- what of the cost was not promotional credit: a charge found invalid later has this part of its cash back already
    ADD COLUMN cash_micros bigint CHECK (cash_micros >= 0),
    -- of a flight: the first day that the promise held
    ADD COLUMN from_day date;
COMMENT ON COLUMN ads_guarantee.evidence IS 'verdicts before V6_00 went by whatever was reported';

-- The part of an invalid charge that a guarantee had given back before it was found: it is not credited a second time.
ALTER TABLE ads_invalid_charge ADD COLUMN guaranteed_micros bigint NOT NULL DEFAULT 0 CHECK (guaranteed_micros >= 0);

-- it was made without a name
DO $$
DECLARE
    old text;
BEGIN
    SELECT conname INTO STRICT old FROM pg_constraint
    WHERE conrelid = 'ads_invalid_charge'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%credit IS NULL%';
    EXECUTE format('ALTER TABLE ads_invalid_charge DROP CONSTRAINT %I', old);
END
$$;
ALTER TABLE ads_invalid_charge
    ADD CONSTRAINT ads_invalid_charge_once CHECK (grant_micros + guaranteed_micros <= price_micros),
    ADD CONSTRAINT ads_invalid_charge_credited CHECK ((credit IS NULL) = (grant_micros + guaranteed_micros = price_micros));
