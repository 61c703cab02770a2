-- What was found to be invalid after it may have been billed: a viewer for a time, or one exposure.
CREATE TABLE ads_invalid_mark (
    id        uuid PRIMARY KEY,
    viewer    uuid NOT NULL,
    exposure  uuid,
    reason    text NOT NULL CHECK (length(reason) BETWEEN 1 AND 100),
    bucket    timestamptz NOT NULL,
    from_at   timestamptz NOT NULL,
    to_at     timestamptz NOT NULL CHECK (to_at >= from_at),
    noted_by  uuid,
    found_at  timestamptz NOT NULL,
    closed_at timestamptz
);
-- A robot is marked with each of its events: one row an hour is enough.
CREATE UNIQUE INDEX ads_invalid_mark_viewer ON ads_invalid_mark (viewer, bucket) WHERE exposure IS NULL AND noted_by IS NULL;
CREATE UNIQUE INDEX ads_invalid_mark_exposure ON ads_invalid_mark (exposure) WHERE exposure IS NOT NULL;
CREATE INDEX ads_invalid_mark_open ON ads_invalid_mark (found_at) WHERE closed_at IS NULL;

-- A billed event that was invalid: once, whatever marks it.
CREATE TABLE ads_invalid_charge (
    exposure     uuid PRIMARY KEY,
    mark         uuid NOT NULL REFERENCES ads_invalid_mark (id),
    business     uuid NOT NULL,
    campaign     uuid,
    currency     text NOT NULL,
    price_micros bigint NOT NULL CHECK (price_micros > 0),
    grant_micros bigint NOT NULL CHECK (grant_micros BETWEEN 0 AND price_micros),
    credit       uuid REFERENCES ads_credit (id),
    found_at     timestamptz NOT NULL,
    CHECK ((credit IS NULL) = (grant_micros = price_micros))
);
CREATE INDEX ads_invalid_charge_credit ON ads_invalid_charge (credit);
CREATE INDEX ads_charge_viewer ON ads_charge (viewer, served_at);
CREATE INDEX ads_topview_charge_viewer ON ads_topview_charge (viewer, served_at);

-- What a creator's Spark share of a day is less by: her part of invalid charges, as long as it has not matured.
CREATE TABLE ads_spark_reversal (
    exposure     uuid PRIMARY KEY REFERENCES ads_spark_share (exposure),
    creator      uuid NOT NULL,
    currency     text NOT NULL,
    day          date NOT NULL,
    share_micros bigint NOT NULL CHECK (share_micros > 0),
    credit       uuid NOT NULL REFERENCES ads_credit (id)
);
CREATE INDEX ads_spark_reversal_creator ON ads_spark_reversal (creator, day);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE UPDATE, DELETE ON ads_invalid_charge, ads_spark_reversal FROM ovation_app;
        REVOKE DELETE ON ads_invalid_mark FROM ovation_app;
    END IF;
END
$$;
