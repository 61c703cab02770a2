-- What may be spent. The owner is an ad group, or a campaign with a lifetime cap; the period a UTC day or 'lifetime'.
CREATE TABLE ads_budget (
    owner        uuid NOT NULL,
    period       text NOT NULL,
    cap_micros   bigint NOT NULL,
    spent_micros bigint NOT NULL DEFAULT 0 CHECK (spent_micros >= 0),
    held_micros  bigint NOT NULL DEFAULT 0 CHECK (held_micros >= 0),
    PRIMARY KEY (owner, period),
    CONSTRAINT ads_budget_never_overspent CHECK (spent_micros + held_micros <= cap_micros)
) WITH (fillfactor = 50);

-- A slice of a budget from which one node serves out of its memory. A crashed node's slice runs out by itself.
CREATE TABLE ads_lease (
    id              uuid PRIMARY KEY,
    ad_group        uuid NOT NULL REFERENCES ads_group (id),
    campaign        uuid NOT NULL REFERENCES ads_campaign (id),
    business        uuid NOT NULL,
    currency        text NOT NULL,
    period          text NOT NULL,
    campaign_capped boolean NOT NULL,
    amount_micros   bigint NOT NULL CHECK (amount_micros >= 0),
    settled_micros  bigint NOT NULL DEFAULT 0 CHECK (settled_micros >= 0),
    opened_at       timestamptz NOT NULL,
    serves_until    timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    closed_at       timestamptz,
    CONSTRAINT ads_lease_never_overdrawn CHECK (settled_micros <= amount_micros)
) WITH (fillfactor = 50);
CREATE INDEX ads_lease_open ON ads_lease (expires_at) WHERE closed_at IS NULL;

-- Each first impression and first click of an exposure; a second one finds its row and changes nothing.
CREATE TABLE ads_delivery (
    exposure uuid NOT NULL,
    event    text NOT NULL CHECK (event IN ('impression', 'click')),
    ad       uuid NOT NULL,
    day      date NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (exposure, event)
);

-- One row for each billed impression or click, with what is needed to recompute its price.
CREATE TABLE ads_charge (
    exposure         uuid PRIMARY KEY,
    ad               uuid NOT NULL,
    ad_group         uuid NOT NULL,
    campaign         uuid NOT NULL,
    business         uuid NOT NULL,
    viewer           uuid NOT NULL,
    event            text NOT NULL CHECK (event IN ('impression', 'click')),
    price_micros     bigint NOT NULL CHECK (price_micros > 0),
    currency         text NOT NULL,
    day              date NOT NULL,
    lease            uuid NOT NULL REFERENCES ads_lease (id),
    transfer         uuid NOT NULL,
    served_at        timestamptz NOT NULL,
    charged_at       timestamptz NOT NULL,
    bid_micros       bigint NOT NULL,
    runner_up_micros bigint NOT NULL,
    reserve_micros   bigint NOT NULL,
    click_ppm        int NOT NULL,
    candidates       int NOT NULL
);
CREATE INDEX ads_charge_transfer ON ads_charge (transfer);
CREATE INDEX ads_charge_campaign ON ads_charge (campaign, day);

-- By ad and day, written in the transaction that writes the charges.
CREATE TABLE ads_stat (
    ad           uuid NOT NULL,
    day          date NOT NULL,
    ad_group     uuid NOT NULL,
    campaign     uuid NOT NULL,
    business     uuid NOT NULL,
    impressions  bigint NOT NULL,
    clicks       bigint NOT NULL,
    spend_micros bigint NOT NULL,
    PRIMARY KEY (ad, day)
) WITH (fillfactor = 50);
CREATE INDEX ads_stat_campaign ON ads_stat (campaign, day);
CREATE INDEX ads_stat_business ON ads_stat (business, day);

-- What was reported and not billed, and why.
CREATE TABLE ads_unbilled (
    ad       uuid NOT NULL,
    day      date NOT NULL,
    event    text NOT NULL,
    reason   text NOT NULL,
    how_many bigint NOT NULL,
    PRIMARY KEY (ad, day, event, reason)
) WITH (fillfactor = 50);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE UPDATE, DELETE ON ads_charge, ads_delivery FROM ovation_app;
    END IF;
END
$$;
