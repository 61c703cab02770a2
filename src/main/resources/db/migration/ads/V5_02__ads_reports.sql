-- What was delivered and charged by ad, UTC hour and one breakdown, written in the transaction of the charges. Each event is counted
-- once in every dimension, so each dimension sums to the same. Bounded: an ad has a few dozen values an hour at most.
CREATE TABLE ads_report (
    ad              uuid NOT NULL,
    hour            timestamptz NOT NULL,
    dimension       text NOT NULL CHECK (dimension IN ('all', 'age', 'gender', 'region', 'placement', 'creative')),
    value           text NOT NULL,
    ad_group        uuid NOT NULL,
    campaign        uuid NOT NULL,
    business        uuid NOT NULL,
    impressions     bigint NOT NULL,
    clicks          bigint NOT NULL,
    views           bigint NOT NULL,
    spend_micros    bigint NOT NULL,
    invalid         bigint NOT NULL DEFAULT 0 CHECK (invalid >= 0),
    credited_micros bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (ad, hour, dimension, value),
    CONSTRAINT ads_report_credits_within CHECK (credited_micros BETWEEN 0 AND spend_micros)
) WITH (fillfactor = 50);
CREATE INDEX ads_report_business ON ads_report (business, dimension, hour);

-- What was counted before there were hours: at its day's first hour, with nothing known of who saw it.
INSERT INTO ads_report (ad, hour, dimension, value, ad_group, campaign, business, impressions, clicks, views, spend_micros)
SELECT s.ad, s.day::timestamp AT TIME ZONE 'UTC', d.dimension,
       CASE d.dimension WHEN 'all' THEN '' WHEN 'creative' THEN a.video::text ELSE 'unknown' END,
       s.ad_group, s.campaign, s.business, s.impressions, s.clicks, 0, s.spend_micros
FROM ads_stat s JOIN ads_ad a ON a.id = s.ad
CROSS JOIN (VALUES ('all'), ('age'), ('gender'), ('region'), ('placement'), ('creative')) AS d (dimension);

-- A report that is made in the background, and its file in parts.
CREATE TABLE ads_report_task (
    id           uuid PRIMARY KEY,
    business     uuid NOT NULL,
    asked_by     uuid NOT NULL,
    question     text NOT NULL,
    state        text NOT NULL CHECK (state IN ('created', 'running', 'ready', 'failed', 'expired')),
    rows_done    bigint NOT NULL DEFAULT 0,
    rows_in_all  bigint NOT NULL DEFAULT 0,
    bytes        bigint NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL,
    touched_at   timestamptz NOT NULL,
    finished_at  timestamptz,
    expires_at   timestamptz
) WITH (fillfactor = 50);
CREATE INDEX ads_report_task_business ON ads_report_task (business, created_at DESC, id DESC);
CREATE INDEX ads_report_task_open ON ads_report_task (created_at) WHERE state IN ('created', 'running');
CREATE INDEX ads_report_task_ready ON ads_report_task (expires_at) WHERE state = 'ready';
CREATE TABLE ads_report_part (
    task    uuid NOT NULL REFERENCES ads_report_task (id),
    part    int NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (task, part)
);

-- How a business wants its days cut and its invoices addressed.
CREATE TABLE ads_billing_account (
    business   uuid PRIMARY KEY,
    time_zone  text NOT NULL,
    legal_name text NOT NULL CHECK (length(legal_name) <= 120),
    street     text NOT NULL CHECK (length(street) <= 120),
    city       text NOT NULL CHECK (length(city) <= 120),
    country    text NOT NULL CHECK (country = '' OR country ~ '^[A-Z]{2}$'),
    vat_id     text NOT NULL CHECK (length(vat_id) <= 20),
    changed_by uuid NOT NULL,
    changed_at timestamptz NOT NULL
);
