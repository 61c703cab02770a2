-- Branded Hashtag Challenges. What is bought of one stands in ads_promotion under the same id.
CREATE TABLE ads_challenge (
    id          uuid PRIMARY KEY,
    business    uuid NOT NULL,
    hashtag     text NOT NULL CHECK (length(hashtag) BETWEEN 2 AND 50),
    headline    text NOT NULL CHECK (length(headline) BETWEEN 1 AND 60),
    brief       text NOT NULL CHECK (length(brief) BETWEEN 1 AND 1000),
    adults_only boolean NOT NULL,
    regions     text[] NOT NULL,
    sound       uuid,
    effect      uuid,
    video       uuid NOT NULL,
    state       text NOT NULL CHECK (state IN ('in_review', 'approved', 'rejected')),
    reason      text NOT NULL,
    note        text NOT NULL,
    created_by  uuid NOT NULL,
    created_at  timestamptz NOT NULL,
    version     int NOT NULL
);
CREATE INDEX ads_challenge_business ON ads_challenge (business, id);

-- A hashtag belongs to one challenge at a time; gone when it is called off.
CREATE TABLE ads_challenge_run (
    challenge    uuid PRIMARY KEY REFERENCES ads_challenge (id),
    hashtag      text NOT NULL,
    days         daterange NOT NULL CHECK (NOT isempty(days)),
    prize_shares int[] NOT NULL,
    CONSTRAINT ads_challenge_run_hashtag_once EXCLUDE USING gist (hashtag WITH =, days WITH &&)
);

-- The money that was won, by place of the leaderboard; what nobody could win has no row and went back.
CREATE TABLE ads_challenge_prize (
    challenge    uuid NOT NULL REFERENCES ads_challenge (id),
    position     int NOT NULL CHECK (position >= 1),
    video        uuid NOT NULL,
    creator      uuid NOT NULL,
    currency     text NOT NULL,
    views        bigint NOT NULL CHECK (views > 0),
    prize_micros bigint NOT NULL CHECK (prize_micros > 0),
    transfer     uuid NOT NULL,
    won_at       timestamptz NOT NULL,
    PRIMARY KEY (challenge, position),
    UNIQUE (challenge, creator)
);
CREATE INDEX ads_challenge_prize_creator ON ads_challenge_prize (creator, won_at);
CREATE INDEX ads_challenge_prize_won ON ads_challenge_prize (won_at);

CREATE TABLE ads_challenge_prize_matured (
    challenge  uuid NOT NULL,
    position   int NOT NULL,
    transfer   uuid NOT NULL,
    matured_at timestamptz NOT NULL,
    PRIMARY KEY (challenge, position),
    FOREIGN KEY (challenge, position) REFERENCES ads_challenge_prize (challenge, position)
);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE UPDATE, DELETE ON ads_challenge_prize, ads_challenge_prize_matured FROM ovation_app;
    END IF;
END
$$;
