-- TopView: the first thing on opening, bought by market and day in shares of voice.

-- A trusted extension (PostgreSQL 13 and later): the owner of the database may create it. It lets one GiST index hold
-- text and date beside a range.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Where TopView is sold and for how much: a fixed price of a thousand impressions, a multiple of a thousand micros so that
-- one impression has a whole price.
CREATE TABLE ads_topview_market (
    market     text NOT NULL CHECK (market ~ '^[A-Z]{2}$'),
    currency   text NOT NULL,
    cpm_micros bigint NOT NULL CHECK (cpm_micros > 0 AND cpm_micros % 1000 = 0),
    PRIMARY KEY (market, currency)
);
INSERT INTO ads_topview_market (market, currency, cpm_micros)
SELECT m.market, c.currency, (m.cpm * c.rate)::bigint * 1000
FROM (VALUES ('AT', 12000), ('AU', 13000), ('BE', 11000), ('BR', 6000), ('CA', 13000), ('CH', 15000), ('CZ', 7000),
             ('DE', 12000), ('DK', 12000), ('ES', 9000), ('FI', 11000), ('FR', 11000), ('GB', 13000), ('IE', 12000),
             ('IN', 3000), ('IT', 9000), ('JP', 12000), ('LU', 12000), ('MX', 6000), ('NL', 11000), ('NO', 13000),
             ('PL', 7000), ('PT', 8000), ('SE', 12000), ('US', 15000)) AS m (market, cpm)
CROSS JOIN (VALUES ('EUR', 1.0), ('USD', 1.1), ('GBP', 0.9), ('CHF', 1.0)) AS c (currency, rate);

-- How many people opened For You in a market on a day: what forecasts rest on.
CREATE TABLE ads_topview_opening (
    market text NOT NULL,
    day    date NOT NULL,
    people bigint NOT NULL,
    PRIMARY KEY (market, day)
) WITH (fillfactor = 50);

CREATE TABLE ads_topview_creative (
    id              uuid PRIMARY KEY,
    business        uuid NOT NULL,
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
CREATE INDEX ads_topview_creative_business ON ads_topview_creative (business, id);

-- What is bought. Its money lies in the business's reserved account until it is charged or given back.
CREATE TABLE ads_topview_booking (
    id             uuid PRIMARY KEY,
    business       uuid NOT NULL,
    creative       uuid NOT NULL REFERENCES ads_topview_creative (id),
    video          uuid NOT NULL,
    market         text NOT NULL,
    day            date NOT NULL,
    share          int NOT NULL CHECK (share BETWEEN 1 AND 100),
    currency       text NOT NULL,
    cpm_micros     bigint NOT NULL CHECK (cpm_micros > 0),
    impressions    bigint NOT NULL CHECK (impressions > 0),
    frozen_micros  bigint NOT NULL CHECK (frozen_micros > 0),
    settled_micros bigint NOT NULL DEFAULT 0 CHECK (settled_micros >= 0),
    booked_by      uuid NOT NULL,
    booked_at      timestamptz NOT NULL,
    CONSTRAINT ads_topview_booking_never_overspent CHECK (settled_micros <= frozen_micros)
) WITH (fillfactor = 50);
CREATE INDEX ads_topview_booking_business ON ads_topview_booking (business, day, id);
CREATE INDEX ads_topview_booking_creative ON ads_topview_booking (creative);
CREATE INDEX ads_topview_booking_day ON ads_topview_booking (day, video);

-- The end of a booking: called off before its day, or closed after it. No row: it stands.
CREATE TABLE ads_topview_end (
    booking         uuid PRIMARY KEY REFERENCES ads_topview_booking (id),
    how             text NOT NULL CHECK (how IN ('cancelled', 'settled')),
    released_micros bigint NOT NULL CHECK (released_micros >= 0),
    ended_by        uuid,
    ended_at        timestamptz NOT NULL,
    CHECK ((how = 'cancelled') = (ended_by IS NOT NULL))
);

-- The buckets of a booking, of the ten thousand into which a day's people fall. Whatever runs at the same time, the same
-- bucket of a market's day is never sold twice.
CREATE TABLE ads_topview_slot (
    booking uuid NOT NULL REFERENCES ads_topview_booking (id),
    market  text NOT NULL,
    day     date NOT NULL,
    buckets int4range NOT NULL CHECK (NOT isempty(buckets) AND buckets <@ int4range(0, 10000)),
    CONSTRAINT ads_topview_slot_sold_once EXCLUDE USING gist (market WITH =, day WITH =, buckets WITH &&)
);
CREATE INDEX ads_topview_slot_booking ON ads_topview_slot (booking);

-- Each first impression, click, 2 s and 6 s view of an exposure.
CREATE TABLE ads_topview_delivery (
    exposure uuid NOT NULL,
    event    text NOT NULL CHECK (event IN ('impression', 'click', 'view2', 'view6')),
    booking  uuid NOT NULL REFERENCES ads_topview_booking (id),
    viewer   uuid NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (exposure, event)
);
-- A person counts for the reach of a booking once.
CREATE TABLE ads_topview_reached (
    booking uuid NOT NULL REFERENCES ads_topview_booking (id),
    viewer  uuid NOT NULL,
    PRIMARY KEY (booking, viewer)
);

-- A row for each billed impression: once an exposure, and once a person and booking.
CREATE TABLE ads_topview_charge (
    exposure     uuid PRIMARY KEY,
    booking      uuid NOT NULL REFERENCES ads_topview_booking (id),
    viewer       uuid NOT NULL,
    price_micros bigint NOT NULL CHECK (price_micros > 0),
    transfer     uuid NOT NULL,
    served_at    timestamptz NOT NULL,
    charged_at   timestamptz NOT NULL,
    UNIQUE (booking, viewer)
);
CREATE INDEX ads_topview_charge_transfer ON ads_topview_charge (transfer);

-- By booking and hour, written in the transaction that writes the charges.
CREATE TABLE ads_topview_stat (
    booking      uuid NOT NULL REFERENCES ads_topview_booking (id),
    hour         timestamptz NOT NULL,
    impressions  bigint NOT NULL,
    reached      bigint NOT NULL,
    clicks       bigint NOT NULL,
    views2       bigint NOT NULL,
    views6       bigint NOT NULL,
    spend_micros bigint NOT NULL,
    PRIMARY KEY (booking, hour)
) WITH (fillfactor = 50);

-- What was reported and not billed, and why.
CREATE TABLE ads_topview_unbilled (
    booking  uuid NOT NULL REFERENCES ads_topview_booking (id),
    reason   text NOT NULL,
    how_many bigint NOT NULL,
    PRIMARY KEY (booking, reason)
) WITH (fillfactor = 50);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE UPDATE, DELETE ON ads_topview_charge, ads_topview_delivery, ads_topview_reached, ads_topview_end
            FROM ovation_app;
        REVOKE DELETE ON ads_topview_booking FROM ovation_app;
    END IF;
END
$$;
