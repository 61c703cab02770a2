-- What an ad group bids for and how. Bids of before are caps.
ALTER TABLE ads_group DROP CONSTRAINT ads_group_billing_check;
ALTER TABLE ads_group
    ADD CONSTRAINT ads_group_billing_check CHECK (billing IN ('CPM', 'CPC', 'CPV', 'OCPM')),
    ADD COLUMN strategy text NOT NULL DEFAULT 'bid_cap'
        CHECK (strategy IN ('lowest_cost', 'bid_cap', 'cost_cap', 'target_roas')),
    ADD COLUMN goal_event text NOT NULL DEFAULT '' CHECK (length(goal_event) <= 40),
    ADD COLUMN roas_percent int NOT NULL DEFAULT 0 CHECK (roas_percent >= 0),
    ADD CONSTRAINT ads_group_goal_of_ocpm CHECK ((billing = 'OCPM') = (goal_event <> '')),
    ADD CONSTRAINT ads_group_roas CHECK ((strategy = 'target_roas') = (roas_percent > 0)),
    ADD CONSTRAINT ads_group_roas_by_ocpm CHECK (strategy <> 'target_roas' OR billing = 'OCPM');

-- What was promised from when on, and who changed it: number 0 is the beginning. Rows are added, never changed.
CREATE TABLE ads_group_terms (
    ad_group     uuid NOT NULL REFERENCES ads_group (id),
    number       bigint NOT NULL,
    from_at      timestamptz NOT NULL,
    changed_by   uuid NOT NULL,
    billing      text NOT NULL,
    strategy     text NOT NULL,
    bid_micros   bigint NOT NULL CHECK (bid_micros > 0),
    goal_event   text NOT NULL,
    roas_percent int NOT NULL,
    PRIMARY KEY (ad_group, number)
);

-- An ad may lead to a card: a product, a LIVE room, named without a look into the house that owns it.
ALTER TABLE ads_ad
    ADD COLUMN card_kind text CHECK (card_kind ~ '^[a-z_]{1,40}$'),
    ADD COLUMN card      uuid,
    ADD CONSTRAINT ads_ad_card_whole CHECK ((card IS NULL) = (card_kind IS NULL));
CREATE INDEX ads_ad_card ON ads_ad (card, card_kind) WHERE card IS NOT NULL;

CREATE INDEX ads_charge_group ON ads_charge (ad_group, day);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE UPDATE, DELETE ON ads_group_terms FROM ovation_app;
    END IF;
END
$$;
