-- What a cost cap or a target return promised for a closed day, or for the flight, and what became of it. One verdict each.
CREATE TABLE ads_guarantee (
    id             uuid PRIMARY KEY,
    ad_group       uuid NOT NULL REFERENCES ads_group (id),
    -- a UTC day of serving, or 'flight'
    period         text NOT NULL,
    campaign       uuid NOT NULL,
    business       uuid NOT NULL,
    currency       text NOT NULL,
    strategy       text NOT NULL CHECK (strategy IN ('cost_cap', 'target_roas')),
    promise_micros bigint NOT NULL,
    roas_percent   int NOT NULL,
    results        bigint NOT NULL CHECK (results >= 0),
    value_micros   bigint NOT NULL CHECK (value_micros >= 0),
    cost_micros    bigint NOT NULL CHECK (cost_micros >= 0),
    allowed_micros bigint NOT NULL CHECK (allowed_micros >= 0),
    -- of a flight: what its days have given back already
    before_micros  bigint NOT NULL DEFAULT 0 CHECK (before_micros >= 0),
    credit_micros  bigint NOT NULL CHECK (credit_micros >= 0),
    verdict        text NOT NULL CHECK (verdict IN ('kept', 'credited', 'too_few', 'changed')),
    transfer       uuid UNIQUE,
    judged_at      timestamptz NOT NULL,
    UNIQUE (ad_group, period),
    CHECK ((verdict = 'credited') = (credit_micros > 0)),
    CHECK ((transfer IS NOT NULL) = (credit_micros > 0)),
    CHECK (credit_micros <= cost_micros - before_micros OR credit_micros = 0)
);
CREATE INDEX ads_guarantee_campaign ON ads_guarantee (campaign, judged_at DESC);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE UPDATE, DELETE ON ads_guarantee FROM ovation_app;
    END IF;
END
$$;
