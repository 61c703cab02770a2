-- What ads bring about: pixels, touches, conversions, attribution.

-- An advertiser's pixel. Its id is public; whoever knows the secret sends for the advertiser's server.
CREATE TABLE ads_pixel (
    id            uuid PRIMARY KEY,
    business      uuid NOT NULL,
    name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    secret_sha256 bytea NOT NULL,
    origins       text[] NOT NULL,
    created_by    uuid NOT NULL,
    created_at    timestamptz NOT NULL,
    version       int NOT NULL
);
CREATE INDEX ads_pixel_business ON ads_pixel (business, id);

-- What was not taken, by day and reason, for the page on which advertisers test.
CREATE TABLE ads_pixel_refusal (
    pixel    uuid NOT NULL REFERENCES ads_pixel (id),
    day      date NOT NULL,
    code     text NOT NULL,
    how_many bigint NOT NULL,
    last_at  timestamptz NOT NULL,
    PRIMARY KEY (pixel, day, code)
) WITH (fillfactor = 50);

-- What people let us measure. No row: 'clicks'. A hash of the e-mail address is here only while its owner agrees.
CREATE TABLE ads_measure_choice (
    person       uuid PRIMARY KEY,
    choice       text NOT NULL CHECK (choice IN ('none', 'clicks', 'matched')),
    email_sha256 bytea,
    chosen_at    timestamptz NOT NULL,
    CHECK ((choice = 'matched') = (email_sha256 IS NOT NULL))
);
CREATE INDEX ads_measure_choice_email ON ads_measure_choice (email_sha256) WHERE choice = 'matched';
CREATE INDEX ads_measure_choice_objecting ON ads_measure_choice (person) WHERE choice = 'none';

-- An ad that somebody was shown, as long as it may be credited with what he does. Minors have none.
CREATE TABLE ads_touch (
    exposure        uuid PRIMARY KEY,
    viewer          uuid NOT NULL,
    visitor         boolean NOT NULL,
    business        uuid NOT NULL,
    campaign        uuid NOT NULL,
    ad_group        uuid NOT NULL,
    ad              uuid NOT NULL,
    card_kind       text,
    card            uuid,
    -- whether seeing it may count, or only the click
    views           boolean NOT NULL,
    served_at       timestamptz NOT NULL,
    shown_at        timestamptz NOT NULL,
    engaged_at      timestamptz,
    clicked_at      timestamptz,
    -- the exposure as it was, for the predictors to hear what became of it
    video           uuid NOT NULL,
    creator         uuid NOT NULL,
    surface         text NOT NULL,
    duration_millis int NOT NULL,
    claim           text NOT NULL
);
CREATE INDEX ads_touch_viewer ON ads_touch (viewer, served_at);
CREATE INDEX ads_touch_served ON ads_touch (served_at);

-- Something worth having that somebody did. The pixel of our own houses' events is all zeros.
CREATE TABLE ads_conversion (
    id           uuid PRIMARY KEY,
    pixel        uuid NOT NULL,
    source       text NOT NULL CHECK (source IN ('pixel', 'server', 'inside')),
    business     uuid,
    event        text NOT NULL CHECK (length(event) <= 40),
    event_id     text NOT NULL CHECK (length(event_id) BETWEEN 1 AND 64),
    happened_at  timestamptz NOT NULL,
    received_at  timestamptz NOT NULL,
    value_micros bigint NOT NULL CHECK (value_micros >= 0),
    currency     text NOT NULL,
    -- by what it was recognised
    matched_by   text NOT NULL CHECK (matched_by IN ('click', 'email', 'account', 'nothing')),
    click        uuid,
    person       uuid,
    subject_kind text,
    subject      uuid,
    -- how often it was reported, also by the other way
    copies       int NOT NULL DEFAULT 1,
    other_source boolean NOT NULL DEFAULT false,
    decided_at   timestamptz,
    -- whom it was of is nobody's business once it is decided
    CHECK (decided_at IS NULL OR person IS NULL),
    UNIQUE (pixel, event, event_id)
);
CREATE INDEX ads_conversion_pending ON ads_conversion (received_at) WHERE decided_at IS NULL;
CREATE INDEX ads_conversion_pixel ON ads_conversion (pixel, received_at DESC);

-- Each conversion is credited to one touch at most.
CREATE TABLE ads_attribution (
    conversion     uuid PRIMARY KEY REFERENCES ads_conversion (id),
    exposure       uuid NOT NULL,
    -- why: what kind of touch, when, within how many days, out of how many that could have been credited
    touch          text NOT NULL CHECK (touch IN ('click', 'engaged_view', 'view')),
    touch_at       timestamptz NOT NULL,
    window_days    int NOT NULL CHECK (window_days > 0),
    candidates     int NOT NULL CHECK (candidates > 0),
    ad             uuid NOT NULL,
    ad_group       uuid NOT NULL,
    campaign       uuid NOT NULL,
    event          text NOT NULL,
    -- in the campaign's currency; 0 if it was in another
    value_micros   bigint NOT NULL CHECK (value_micros >= 0),
    impression_day date NOT NULL,
    conversion_day date NOT NULL,
    attributed_at  timestamptz NOT NULL
);
CREATE INDEX ads_attribution_campaign ON ads_attribution (campaign, conversion_day);
CREATE INDEX ads_attribution_campaign_shown ON ads_attribution (campaign, impression_day);
CREATE INDEX ads_attribution_group ON ads_attribution (ad_group, impression_day);

-- No row: seven days after a click, one day after a view. 0 for not at all.
CREATE TABLE ads_attribution_setting (
    campaign   uuid PRIMARY KEY REFERENCES ads_campaign (id),
    click_days int NOT NULL CHECK (click_days IN (0, 1, 7, 14, 28)),
    view_days  int NOT NULL CHECK (view_days IN (0, 1, 7)),
    changed_by uuid NOT NULL,
    changed_at timestamptz NOT NULL
);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE UPDATE, DELETE ON ads_attribution FROM ovation_app;
    END IF;
END
$$;
