-- Campaign > ad group > ad. Edited by people, so each has a version.
CREATE TABLE ads_campaign (
    id                  uuid PRIMARY KEY,
    business            uuid NOT NULL,
    name                text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    objective           text NOT NULL CHECK (objective IN ('traffic', 'reach', 'video_views')),
    state               text NOT NULL CHECK (state IN ('draft', 'active', 'ended')),
    currency            text NOT NULL,
    lifetime_cap_micros bigint CHECK (lifetime_cap_micros > 0),
    created_by          uuid NOT NULL,
    created_at          timestamptz NOT NULL,
    version             int NOT NULL
);
CREATE INDEX ads_campaign_business ON ads_campaign (business, id);

CREATE TABLE ads_group (
    id              uuid PRIMARY KEY,
    campaign        uuid NOT NULL REFERENCES ads_campaign (id),
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    budget_kind     text NOT NULL CHECK (budget_kind IN ('daily', 'lifetime')),
    budget_micros   bigint NOT NULL CHECK (budget_micros > 0),
    starts_at       timestamptz NOT NULL,
    ends_at         timestamptz CHECK (ends_at > starts_at),
    regions         text[] NOT NULL,
    age_bands       text[] NOT NULL,
    interests       text[] NOT NULL,
    billing         text NOT NULL CHECK (billing IN ('CPM', 'CPC')),
    bid_micros      bigint NOT NULL CHECK (bid_micros > 0),
    cap_impressions int NOT NULL CHECK (cap_impressions BETWEEN 0 AND 1000),
    cap_days        int NOT NULL CHECK (cap_days BETWEEN 1 AND 7),
    pacing          text NOT NULL CHECK (pacing IN ('smooth', 'fast')),
    created_at      timestamptz NOT NULL,
    version         int NOT NULL
);
CREATE INDEX ads_group_campaign ON ads_group (campaign, id);

CREATE TABLE ads_ad (
    id              uuid PRIMARY KEY,
    ad_group        uuid NOT NULL REFERENCES ads_group (id),
    video           uuid NOT NULL,
    creator         uuid NOT NULL,
    duration_millis int NOT NULL,
    display_name    text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 40),
    call_to_action  text NOT NULL,
    landing_url     text NOT NULL CHECK (length(landing_url) <= 2048),
    state           text NOT NULL CHECK (state IN ('in_review', 'approved', 'rejected')),
    reason          text NOT NULL,
    note            text NOT NULL,
    created_at      timestamptz NOT NULL,
    version         int NOT NULL
);
CREATE INDEX ads_ad_group ON ads_ad (ad_group, id);

-- A pause of a campaign or an ad: who, when. No row, no pause.
CREATE TABLE ads_pause (
    subject   uuid PRIMARY KEY,
    paused_by uuid NOT NULL,
    paused_at timestamptz NOT NULL
);

-- Goes up with each committed change of the above, so that every node notices within a second.
CREATE TABLE ads_revision (
    one boolean PRIMARY KEY CHECK (one),
    n   bigint NOT NULL
);
INSERT INTO ads_revision VALUES (true, 1);
