-- Branded effects: made by a business, reviewed, and first in a market's tray for the days that are bought.

-- A day at the top of a market's tray has a fixed price.
CREATE TABLE ads_effect_market (
    market     text NOT NULL CHECK (market ~ '^[A-Z]{2}$'),
    currency   text NOT NULL,
    day_micros bigint NOT NULL CHECK (day_micros > 0),
    PRIMARY KEY (market, currency)
);
INSERT INTO ads_effect_market (market, currency, day_micros)
SELECT m.market, c.currency, (m.day * c.rate)::bigint * 1000000
FROM (VALUES ('AT', 20), ('AU', 30), ('BE', 20), ('BR', 20), ('CA', 30), ('CH', 30), ('CZ', 20), ('DE', 40), ('DK', 20),
             ('ES', 30), ('FI', 20), ('FR', 40), ('GB', 40), ('IE', 20), ('IN', 20), ('IT', 30), ('JP', 40), ('LU', 10),
             ('MX', 20), ('NL', 20), ('NO', 20), ('PL', 20), ('PT', 20), ('SE', 20), ('US', 90)) AS m (market, day)
CROSS JOIN (VALUES ('EUR', 1.0), ('USD', 1.1), ('GBP', 0.9), ('CHF', 1.0)) AS c (currency, rate);

-- Whose an effect is, and where its review stands; what it draws stands with the effects.
CREATE TABLE ads_effect_creative (
    effect     uuid PRIMARY KEY,
    business   uuid NOT NULL,
    state      text NOT NULL CHECK (state IN ('in_review', 'approved', 'rejected')),
    reason     text NOT NULL,
    note       text NOT NULL,
    created_at timestamptz NOT NULL,
    version    int NOT NULL
);
CREATE INDEX ads_effect_creative_business ON ads_effect_creative (business, effect);

-- What is bought. Its money lies in the business's reserved account until a day is charged or given back.
CREATE TABLE ads_effect_booking (
    id             uuid PRIMARY KEY,
    business       uuid NOT NULL,
    effect         uuid NOT NULL REFERENCES ads_effect_creative (effect),
    market         text NOT NULL,
    first_day      date NOT NULL,
    last_day       date NOT NULL CHECK (last_day BETWEEN first_day AND first_day + 59),
    currency       text NOT NULL,
    day_micros     bigint NOT NULL CHECK (day_micros > 0),
    frozen_micros  bigint NOT NULL CHECK (frozen_micros = day_micros * (last_day - first_day + 1)),
    settled_micros bigint NOT NULL DEFAULT 0 CHECK (settled_micros >= 0),
    booked_by      uuid NOT NULL,
    booked_at      timestamptz NOT NULL,
    CONSTRAINT ads_effect_booking_never_overspent CHECK (settled_micros <= frozen_micros)
) WITH (fillfactor = 50);
CREATE INDEX ads_effect_booking_business ON ads_effect_booking (business, first_day, id);
CREATE INDEX ads_effect_booking_effect ON ads_effect_booking (effect);
CREATE INDEX ads_effect_booking_due ON ads_effect_booking (first_day) WHERE settled_micros < frozen_micros;

-- An early end: called off by the business, or the effect was rejected. No row: it runs to its last day.
CREATE TABLE ads_effect_end (
    booking         uuid PRIMARY KEY REFERENCES ads_effect_booking (id),
    how             text NOT NULL CHECK (how IN ('cancelled', 'withdrawn')),
    -- the last day that is still charged; before the first: none
    until           date NOT NULL,
    released_micros bigint NOT NULL CHECK (released_micros >= 0),
    ended_by        uuid,
    ended_at        timestamptz NOT NULL,
    CHECK ((how = 'cancelled') = (ended_by IS NOT NULL))
);

-- The days of a booking. Whatever runs at the same time, a market's day is never sold twice.
CREATE TABLE ads_effect_slot (
    booking uuid PRIMARY KEY REFERENCES ads_effect_booking (id),
    market  text NOT NULL,
    days    daterange NOT NULL CHECK (NOT isempty(days)),
    CONSTRAINT ads_effect_slot_sold_once EXCLUDE USING gist (market WITH =, days WITH &&)
);
CREATE INDEX ads_effect_slot_days ON ads_effect_slot USING gist (days);

-- A row for each day that was delivered and charged: once.
CREATE TABLE ads_effect_day (
    booking      uuid NOT NULL REFERENCES ads_effect_booking (id),
    day          date NOT NULL,
    price_micros bigint NOT NULL CHECK (price_micros > 0),
    transfer     uuid NOT NULL UNIQUE,
    charged_at   timestamptz NOT NULL,
    PRIMARY KEY (booking, day)
);

-- Each first opening, use and tap of an exposure, and each watched showing of a post that was made with it.
CREATE TABLE ads_effect_event (
    exposure uuid NOT NULL,
    event    text NOT NULL CHECK (event IN ('open', 'use', 'click', 'view')),
    booking  uuid NOT NULL REFERENCES ads_effect_booking (id),
    viewer   uuid NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (exposure, event)
);
-- A person counts for the reach of a booking once.
CREATE TABLE ads_effect_person (
    booking uuid NOT NULL REFERENCES ads_effect_booking (id),
    viewer  uuid NOT NULL,
    PRIMARY KEY (booking, viewer)
);
CREATE TABLE ads_effect_post (
    video   uuid PRIMARY KEY,
    booking uuid NOT NULL REFERENCES ads_effect_booking (id),
    creator uuid NOT NULL,
    at      timestamptz NOT NULL
);
CREATE INDEX ads_effect_post_booking ON ads_effect_post (booking, video);

-- By booking and UTC day, written in the transaction that writes the rows above. Robots are counted apart.
CREATE TABLE ads_effect_stat (
    booking uuid NOT NULL REFERENCES ads_effect_booking (id),
    day     date NOT NULL,
    opens   bigint NOT NULL DEFAULT 0,
    people  bigint NOT NULL DEFAULT 0,
    uses    bigint NOT NULL DEFAULT 0,
    clicks  bigint NOT NULL DEFAULT 0,
    posts   bigint NOT NULL DEFAULT 0,
    views   bigint NOT NULL DEFAULT 0,
    robots  bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (booking, day)
) WITH (fillfactor = 50);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE UPDATE, DELETE ON ads_effect_day, ads_effect_event, ads_effect_person, ads_effect_post, ads_effect_end
            FROM ovation_app;
        REVOKE DELETE ON ads_effect_booking, ads_effect_creative FROM ovation_app;
    END IF;
END
$$;
