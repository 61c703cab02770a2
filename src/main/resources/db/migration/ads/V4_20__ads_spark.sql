-- Spark: a creator lets one advertiser promote one public post of hers, for some days and for a share of the spend.

-- A code is a promise for one post. Only who redeemed it and when it ended are ever written later, and each once.
CREATE TABLE ads_spark_code (
    id            uuid PRIMARY KEY,
    creator       uuid NOT NULL,
    video         uuid NOT NULL,
    -- SHA-256 of the code, to find it; the code itself sealed, for its creator to read again
    code_sha256   bytea NOT NULL UNIQUE,
    code_sealed   bytea NOT NULL,
    share_percent smallint NOT NULL CHECK (share_percent BETWEEN 1 AND 99),
    days          smallint NOT NULL CHECK (days IN (7, 30, 60, 365)),
    made_at       timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL CHECK (expires_at > made_at),
    business      uuid,
    redeemed_by   uuid,
    redeemed_at   timestamptz,
    ended_at      timestamptz,
    CHECK ((business IS NULL) = (redeemed_by IS NULL) AND (business IS NULL) = (redeemed_at IS NULL))
);
CREATE INDEX ads_spark_code_video ON ads_spark_code (video, id DESC);
CREATE INDEX ads_spark_code_creator ON ads_spark_code (creator, id DESC);
CREATE INDEX ads_spark_code_business ON ads_spark_code (business, id DESC) WHERE business IS NOT NULL;
CREATE INDEX ads_spark_code_live ON ads_spark_code (expires_at) WHERE business IS NOT NULL AND ended_at IS NULL;

ALTER TABLE ads_ad ADD COLUMN spark uuid REFERENCES ads_spark_code (id);
CREATE INDEX ads_ad_spark ON ads_ad (spark) WHERE spark IS NOT NULL;

-- The ledger of consent: what each side agreed to or took back, and when. Rows are added, never changed.
CREATE TABLE ads_spark_consent (
    id     uuid PRIMARY KEY,
    code   uuid NOT NULL REFERENCES ads_spark_code (id),
    what   text NOT NULL CHECK (what IN ('consented', 'redeemed', 'used', 'revoked', 'post_gone', 'blocked', 'left')),
    person uuid NOT NULL,
    ad     uuid REFERENCES ads_ad (id),
    video  uuid NOT NULL,
    at     timestamptz NOT NULL,
    CHECK ((ad IS NOT NULL) = (what = 'used'))
);
CREATE INDEX ads_spark_consent_code ON ads_spark_consent (code, id);
CREATE INDEX ads_spark_consent_ad ON ads_spark_consent (ad, video) WHERE what = 'used';

-- The creator's part of each settled charge.
CREATE TABLE ads_spark_share (
    exposure     uuid PRIMARY KEY REFERENCES ads_charge (exposure),
    code         uuid NOT NULL REFERENCES ads_spark_code (id),
    ad           uuid NOT NULL,
    creator      uuid NOT NULL,
    currency     text NOT NULL,
    -- the UTC day on which it was settled
    day          date NOT NULL,
    price_micros bigint NOT NULL CHECK (price_micros > 0),
    share_micros bigint NOT NULL CHECK (share_micros BETWEEN 0 AND price_micros),
    transfer     uuid NOT NULL,
    settled_at   timestamptz NOT NULL
);
CREATE INDEX ads_spark_share_code ON ads_spark_share (code, day);
CREATE INDEX ads_spark_share_creator ON ads_spark_share (creator, day);
CREATE INDEX ads_spark_share_transfer ON ads_spark_share (transfer);

-- Which creators' days wait to become available.
CREATE TABLE ads_spark_due (
    day      date NOT NULL,
    creator  uuid NOT NULL,
    currency text NOT NULL,
    PRIMARY KEY (day, creator, currency)
);

-- A row once a creator's shares of a day have become available.
CREATE TABLE ads_spark_matured (
    creator      uuid NOT NULL,
    currency     text NOT NULL,
    day          date NOT NULL,
    share_micros bigint NOT NULL CHECK (share_micros >= 0),
    transfer     uuid NOT NULL UNIQUE,
    matured_at   timestamptz NOT NULL,
    PRIMARY KEY (creator, currency, day)
);

-- Codes that somebody tried and that opened nothing, so that nobody can guess.
CREATE TABLE ads_spark_attempt (
    id     uuid PRIMARY KEY,
    person uuid NOT NULL,
    at     timestamptz NOT NULL
);
CREATE INDEX ads_spark_attempt_person ON ads_spark_attempt (person, at);
CREATE INDEX ads_spark_attempt_at ON ads_spark_attempt (at);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE UPDATE, DELETE ON ads_spark_code, ads_spark_consent, ads_spark_share, ads_spark_matured FROM ovation_app;
        GRANT UPDATE (business, redeemed_by, redeemed_at, ended_at) ON ads_spark_code TO ovation_app;
    END IF;
END
$$;
