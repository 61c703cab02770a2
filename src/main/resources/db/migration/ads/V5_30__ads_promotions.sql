-- Promotions: what is bought for whole days at a fixed price (a banner on Discover, a place in the sound picker), with a
-- budget for boosting people's posts and prize money beside it. Challenges and paid sounds are both one.

-- Where a place is sold and for how much. A day of it has so many lanes, the same for all currencies of a market: one lane is
-- exclusive by nature, of several one may buy one (a share) or all (exclusive).
CREATE TABLE ads_place_price (
    place      text NOT NULL CHECK (place IN ('banner', 'sound_discover', 'sound_picker')),
    market     text NOT NULL CHECK (market ~ '^[A-Z]{2}$'),
    currency   text NOT NULL,
    lanes      int NOT NULL CHECK (lanes BETWEEN 1 AND 100),
    day_micros bigint NOT NULL CHECK (day_micros > 0),
    PRIMARY KEY (place, market, currency)
);
COMMENT ON COLUMN ads_place_price.day_micros IS 'of one lane';
INSERT INTO ads_place_price (place, market, currency, lanes, day_micros)
SELECT p.place, m.market, c.currency, p.lanes, (m.weight * p.price * c.rate)::bigint * 1000000
FROM (VALUES ('AT', 1.0), ('AU', 2.0), ('BE', 1.0), ('BR', 4.0), ('CA', 2.5), ('CH', 1.2), ('CZ', 0.8), ('DE', 5.0),
             ('DK', 0.8), ('ES', 3.0), ('FI', 0.8), ('FR', 4.0), ('GB', 5.0), ('IE', 0.8), ('IN', 5.0), ('IT', 3.0),
             ('JP', 6.0), ('LU', 0.4), ('MX', 3.0), ('NL', 1.4), ('NO', 0.8), ('PL', 2.0), ('PT', 0.8), ('SE', 1.0),
             ('US', 15.0)) AS m (market, weight)
CROSS JOIN (VALUES ('EUR', 1.0), ('USD', 1.1), ('GBP', 0.9), ('CHF', 1.0)) AS c (currency, rate)
CROSS JOIN (VALUES ('banner', 1, 100), ('sound_discover', 4, 20), ('sound_picker', 4, 10)) AS p (place, lanes, price);

-- The fixed price of a thousand impressions of a boosted post: a multiple of a thousand micros, so one has a whole price.
CREATE TABLE ads_boost_price (
    currency   text PRIMARY KEY,
    cpm_micros bigint NOT NULL CHECK (cpm_micros > 0 AND cpm_micros % 1000 = 0)
);
INSERT INTO ads_boost_price VALUES ('EUR', 6000000), ('USD', 6600000), ('GBP', 5400000), ('CHF', 6000000);

-- What is bought; its id is that of the challenge or of the paid sound. Its money lies in the business's reserved account
-- until it is charged, paid out or given back, in three pots that never mix.
CREATE TABLE ads_promotion (
    id             uuid PRIMARY KEY,
    kind           text NOT NULL CHECK (kind IN ('challenge', 'sound')),
    business       uuid NOT NULL,
    currency       text NOT NULL,
    sponsor        text NOT NULL,
    headline       text NOT NULL,
    line           text NOT NULL,
    call_to_action text NOT NULL,
    link           text NOT NULL,
    video          uuid,
    sound          uuid,
    first_day      date NOT NULL,
    last_day       date NOT NULL,
    cpm_micros     bigint NOT NULL CHECK (cpm_micros > 0),
    place_micros   bigint NOT NULL CHECK (place_micros > 0),
    boost_micros   bigint NOT NULL CHECK (boost_micros >= 0),
    prize_micros   bigint NOT NULL CHECK (prize_micros >= 0),
    place_settled  bigint NOT NULL DEFAULT 0 CHECK (place_settled >= 0),
    boost_settled  bigint NOT NULL DEFAULT 0 CHECK (boost_settled >= 0),
    prize_settled  bigint NOT NULL DEFAULT 0 CHECK (prize_settled >= 0),
    on_air         boolean NOT NULL,
    booking_key    text NOT NULL,
    booked_by      uuid NOT NULL,
    booked_at      timestamptz NOT NULL,
    CHECK (first_day <= last_day),
    CONSTRAINT ads_promotion_never_overspent CHECK
        (place_settled <= place_micros AND boost_settled <= boost_micros AND prize_settled <= prize_micros)
) WITH (fillfactor = 50);
CREATE INDEX ads_promotion_last_day ON ads_promotion (last_day, id);

-- Called off before its first day, or closed after its last. No row: it stands.
CREATE TABLE ads_promotion_end (
    promotion       uuid PRIMARY KEY REFERENCES ads_promotion (id),
    how             text NOT NULL CHECK (how IN ('cancelled', 'settled')),
    released_micros bigint NOT NULL CHECK (released_micros >= 0),
    ended_by        uuid,
    ended_at        timestamptz NOT NULL
);

-- The days that are bought. Whatever runs at the same time, a lane of a place's day is never sold twice.
CREATE TABLE ads_promotion_slot (
    promotion    uuid NOT NULL REFERENCES ads_promotion (id),
    place        text NOT NULL,
    market       text NOT NULL,
    day          date NOT NULL,
    lanes        int4range NOT NULL CHECK (NOT isempty(lanes)),
    price_micros bigint NOT NULL CHECK (price_micros > 0),
    PRIMARY KEY (promotion, place, market, day),
    CONSTRAINT ads_promotion_slot_sold_once
        EXCLUDE USING gist (place WITH =, market WITH =, day WITH =, lanes WITH &&)
);
CREATE INDEX ads_promotion_slot_day ON ads_promotion_slot (day, promotion);

-- A day's price, once it is over: charged if the place was seen, else left to go back.
CREATE TABLE ads_promotion_day (
    promotion    uuid NOT NULL REFERENCES ads_promotion (id),
    place        text NOT NULL,
    market       text NOT NULL,
    day          date NOT NULL,
    delivered    boolean NOT NULL,
    price_micros bigint NOT NULL CHECK (price_micros >= 0),
    transfer     uuid,
    decided_at   timestamptz NOT NULL,
    PRIMARY KEY (promotion, place, market, day),
    CHECK (delivered = (price_micros > 0) AND delivered = (transfer IS NOT NULL))
);
CREATE INDEX ads_promotion_day_transfer ON ads_promotion_day (transfer) WHERE transfer IS NOT NULL;

-- The posts of people that belong to it: entries of a challenge, clips with the sound.
CREATE TABLE ads_promotion_post (
    promotion       uuid NOT NULL REFERENCES ads_promotion (id),
    video           uuid NOT NULL,
    creator         uuid NOT NULL,
    duration_millis int NOT NULL,
    published_at    timestamptz NOT NULL,
    found_at        timestamptz NOT NULL,
    state           text NOT NULL CHECK (state IN ('candidate', 'marked', 'boosted', 'removed', 'withdrawn')),
    changed_by      uuid,
    changed_at      timestamptz NOT NULL,
    PRIMARY KEY (promotion, video)
) WITH (fillfactor = 80);
CREATE INDEX ads_promotion_post_state ON ads_promotion_post (promotion, state, video);
CREATE INDEX ads_promotion_post_video ON ads_promotion_post (video);
CREATE INDEX ads_promotion_post_creator ON ads_promotion_post (creator, promotion);

-- What a post was watched, by UTC day: qualified views, other unpaid ones, paid ones. Counted anew from the attention book's
-- views while the day is not closed.
CREATE TABLE ads_promotion_post_day (
    promotion uuid NOT NULL,
    video     uuid NOT NULL,
    day       date NOT NULL,
    qualified bigint NOT NULL,
    organic   bigint NOT NULL,
    paid      bigint NOT NULL,
    PRIMARY KEY (promotion, video, day)
) WITH (fillfactor = 50);

-- Whoever takes part has accepted the rules; whether the business may show his posts as ads is his own choice.
CREATE TABLE ads_promotion_participant (
    promotion       uuid NOT NULL REFERENCES ads_promotion (id),
    person          uuid NOT NULL,
    joined_at       timestamptz NOT NULL,
    may_boost       boolean NOT NULL,
    changed_at      timestamptz NOT NULL,
    PRIMARY KEY (promotion, person)
);

-- Each first showing, click, opened sound page and 6 s view of an exposure.
CREATE TABLE ads_promotion_delivery (
    exposure  uuid NOT NULL,
    event     text NOT NULL CHECK (event IN ('shown', 'click', 'view6')),
    promotion uuid NOT NULL REFERENCES ads_promotion (id),
    at        timestamptz NOT NULL,
    PRIMARY KEY (exposure, event)
);

-- A billed impression of a boosted post: once an exposure, and once a person and post.
CREATE TABLE ads_promotion_charge (
    exposure     uuid PRIMARY KEY,
    promotion    uuid NOT NULL REFERENCES ads_promotion (id),
    video        uuid NOT NULL,
    viewer       uuid NOT NULL,
    price_micros bigint NOT NULL CHECK (price_micros > 0),
    transfer     uuid NOT NULL,
    served_at    timestamptz NOT NULL,
    charged_at   timestamptz NOT NULL,
    UNIQUE (promotion, video, viewer)
);
CREATE INDEX ads_promotion_charge_transfer ON ads_promotion_charge (transfer);

-- By place (or 'boost', or 'sound_page'), market and UTC day, written in the transaction that reads the reports.
CREATE TABLE ads_promotion_stat (
    promotion    uuid NOT NULL REFERENCES ads_promotion (id),
    place        text NOT NULL,
    market       text NOT NULL,
    day          date NOT NULL,
    shown        bigint NOT NULL,
    clicks       bigint NOT NULL,
    views6       bigint NOT NULL,
    spend_micros bigint NOT NULL,
    PRIMARY KEY (promotion, place, market, day)
) WITH (fillfactor = 50);

CREATE TABLE ads_promotion_unbilled (
    promotion uuid NOT NULL REFERENCES ads_promotion (id),
    reason    text NOT NULL,
    how_many  bigint NOT NULL,
    PRIMARY KEY (promotion, reason)
) WITH (fillfactor = 50);

-- Moves when what is on air changes: the boards of all nodes read again.
CREATE TABLE ads_promotion_revision (n bigint NOT NULL);
INSERT INTO ads_promotion_revision VALUES (0);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE UPDATE, DELETE ON ads_promotion_charge, ads_promotion_delivery, ads_promotion_day, ads_promotion_end
            FROM ovation_app;
        REVOKE DELETE ON ads_promotion, ads_promotion_post FROM ovation_app;
    END IF;
END
$$;
