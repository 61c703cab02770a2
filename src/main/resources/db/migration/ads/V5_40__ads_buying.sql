-- Buying, widened: whom else, when, how often.

ALTER TABLE ads_campaign DROP CONSTRAINT ads_campaign_objective_check;
ALTER TABLE ads_campaign ADD CONSTRAINT ads_campaign_objective_check CHECK (
    objective IN ('reach', 'traffic', 'video_views', 'engagement', 'app', 'conversions', 'product_sales'));

-- What is wanted and what is excluded beside regions, ages and interests, as DIMENSION=value. A group's zone says whose
-- midnight ends its day; 336 half hours from Monday 00:00 on, empty for always.
ALTER TABLE ads_group
    ADD COLUMN wants     text[]  NOT NULL DEFAULT '{}',
    ADD COLUMN excludes  text[]  NOT NULL DEFAULT '{}',
    ADD COLUMN time_zone text    NOT NULL DEFAULT 'UTC',
    ADD COLUMN dayparts  text    NOT NULL DEFAULT '' CHECK (length(dayparts) IN (0, 336) AND dayparts ~ '^[01]*$'),
    ADD COLUMN draft     boolean NOT NULL DEFAULT false;

-- A draft is not in review yet.
ALTER TABLE ads_ad DROP CONSTRAINT ads_ad_state_check;
ALTER TABLE ads_ad ADD CONSTRAINT ads_ad_state_check CHECK (state IN ('draft', 'in_review', 'approved', 'rejected'));

-- How often one person may see ads of an owner: an ad, an ad group (beside the one it has of itself), a campaign or a business.
CREATE TABLE ads_cap (
    owner       uuid NOT NULL,
    hours       int  NOT NULL CHECK (hours BETWEEN 1 AND 168),
    impressions int  NOT NULL CHECK (impressions BETWEEN 1 AND 1000),
    PRIMARY KEY (owner, hours)
);

-- How clips are rated, by moderators, for advertisers who care what stands around their ads.
CREATE TABLE ads_rating (
    video    uuid PRIMARY KEY,
    rating   text NOT NULL CHECK (rating IN ('everyone', 'sensitive', 'mature')),
    rated_by uuid NOT NULL,
    rated_at timestamptz NOT NULL
);

-- Serving stopped as a whole: of a business, or of the platform (owner of zeros). The standing one has no end.
CREATE TABLE ads_stop (
    id         uuid PRIMARY KEY,
    owner      uuid NOT NULL,
    reason     text NOT NULL CHECK (length(reason) <= 300),
    stopped_by uuid NOT NULL,
    stopped_at timestamptz NOT NULL,
    lifted_by  uuid,
    lifted_at  timestamptz,
    CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
);
CREATE UNIQUE INDEX ads_stop_standing ON ads_stop (owner) WHERE lifted_at IS NULL;

-- Lists of hashed addresses. The hashes are never kept: only whom they matched, and only while she agrees.
CREATE TABLE ads_audience (
    id         uuid PRIMARY KEY,
    business   uuid NOT NULL,
    name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    lines      bigint NOT NULL DEFAULT 0 CHECK (lines BETWEEN 0 AND 5000000),
    matched    bigint NOT NULL DEFAULT 0 CHECK (matched >= 0),
    made_by    uuid NOT NULL,
    made_at    timestamptz NOT NULL
);
CREATE INDEX ads_audience_business ON ads_audience (business, id);
CREATE TABLE ads_audience_member (
    audience uuid NOT NULL REFERENCES ads_audience (id) ON DELETE CASCADE,
    person   uuid NOT NULL,
    PRIMARY KEY (audience, person)
);
CREATE INDEX ads_audience_member_person ON ads_audience_member (person);

-- A test of creatives or ad groups against each other: each person falls into one arm by a hash and sees no other.
CREATE TABLE ads_split (
    id         uuid PRIMARY KEY,
    campaign   uuid NOT NULL REFERENCES ads_campaign (id),
    name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    level      text NOT NULL CHECK (level IN ('ad', 'group')),
    goal       text NOT NULL CHECK (goal IN ('click', 'view')),
    arms       int  NOT NULL CHECK (arms BETWEEN 2 AND 5),
    made_by    uuid NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz
);
CREATE INDEX ads_split_campaign ON ads_split (campaign, id);
CREATE INDEX ads_split_running ON ads_split (id) WHERE ended_at IS NULL;
CREATE TABLE ads_split_arm (
    split  uuid NOT NULL REFERENCES ads_split (id),
    number int  NOT NULL CHECK (number BETWEEN 0 AND 4),
    member uuid NOT NULL,
    PRIMARY KEY (split, number),
    UNIQUE (split, member)
);
CREATE INDEX ads_split_arm_member ON ads_split_arm (member);
-- Each person that an arm has reached, once; and whether she did what the test is about.
CREATE TABLE ads_split_person (
    split      uuid NOT NULL REFERENCES ads_split (id),
    person     uuid NOT NULL,
    number     int  NOT NULL,
    reached_at timestamptz NOT NULL,
    acted_at   timestamptz,
    PRIMARY KEY (split, person)
) WITH (fillfactor = 70);
CREATE TABLE ads_split_result (
    split       uuid NOT NULL REFERENCES ads_split (id),
    number      int  NOT NULL,
    reached     bigint NOT NULL DEFAULT 0,
    acted       bigint NOT NULL DEFAULT 0,
    -- The smallest always-valid p-value against arm 0 so far: it never rises.
    p_value     double precision NOT NULL DEFAULT 1,
    PRIMARY KEY (split, number)
) WITH (fillfactor = 50);

-- What a copy was made from, by an id of the caller's: asked for again, it is the same copy.
CREATE TABLE ads_copy (
    id      uuid PRIMARY KEY,
    level   text NOT NULL CHECK (level IN ('campaign', 'group', 'ad')),
    source  uuid NOT NULL,
    copy    uuid NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL
);

-- What the wizard holds before it is whole.
CREATE TABLE ads_draft (
    id       uuid PRIMARY KEY,
    business uuid NOT NULL,
    name     text NOT NULL CHECK (length(name) <= 100),
    form     jsonb NOT NULL CHECK (pg_column_size(form) <= 65536),
    saved_by uuid NOT NULL,
    saved_at timestamptz NOT NULL
);
CREATE INDEX ads_draft_business ON ads_draft (business, id);

-- Opportunities of a sample of people, for forecasts by replay.
CREATE TABLE ads_opportunity (
    id     uuid PRIMARY KEY,
    viewer uuid NOT NULL,
    at     timestamptz NOT NULL,
    seat   jsonb NOT NULL
);
CREATE INDEX ads_opportunity_at ON ads_opportunity (at);

-- What was forecast for an ad group's first whole day, and what was delivered.
CREATE TABLE ads_forecast (
    ad_group             uuid PRIMARY KEY REFERENCES ads_group (id),
    business             uuid NOT NULL,
    day                  date NOT NULL,
    people               bigint NOT NULL,
    impressions_low      bigint NOT NULL,
    impressions          bigint NOT NULL,
    impressions_high     bigint NOT NULL,
    made_at              timestamptz NOT NULL,
    delivered            bigint,
    closed_at            timestamptz
);
CREATE INDEX ads_forecast_open ON ads_forecast (day) WHERE closed_at IS NULL;
CREATE INDEX ads_forecast_closed ON ads_forecast (day) WHERE closed_at IS NOT NULL;
