-- The row that everybody who moves a person's coins locks first.
CREATE TABLE wallet_person (
    person     uuid PRIMARY KEY,
    opened_at  timestamptz NOT NULL
);

-- A frozen wallet neither buys nor spends. Lifted by a person who answers for it.
CREATE TABLE wallet_freeze (
    id          uuid PRIMARY KEY,
    person      uuid NOT NULL REFERENCES wallet_person,
    dispute     uuid NOT NULL,
    since       timestamptz NOT NULL,
    lifted_at   timestamptz,
    lifted_by   uuid,
    lifted_why  text,
    CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lifted_why IS NULL))
);
CREATE INDEX wallet_freeze_open ON wallet_freeze (person) WHERE lifted_at IS NULL;

-- Committed before the payment begins; its id is the charge's and the money transfer's. What was offered is copied: a price never
-- changes afterwards.
CREATE TABLE wallet_purchase (
    id              uuid PRIMARY KEY,
    person          uuid   NOT NULL,
    pack            uuid   NOT NULL REFERENCES wallet_pack,
    region          text   NOT NULL,
    channel         text   NOT NULL,
    coins           bigint NOT NULL CHECK (coins > 0),
    bonus_coins     bigint NOT NULL CHECK (bonus_coins >= 0),
    price_micros    bigint NOT NULL CHECK (price_micros > 0),
    tax_micros      bigint NOT NULL CHECK (tax_micros >= 0 AND tax_micros < price_micros),
    tax_per_million integer NOT NULL,
    tax_at_sale     boolean NOT NULL,
    currency        text   NOT NULL,
    valid_days      integer,
    bonus_valid_days integer,
    method          text   NOT NULL,
    consent_at      timestamptz,      -- express consent to immediate performance, and knowledge of what it ends
    begun_at        timestamptz NOT NULL,
    paid_at         timestamptz
);
CREATE INDEX wallet_purchase_person ON wallet_purchase (person, paid_at DESC, id DESC) WHERE paid_at IS NOT NULL;

-- The sub-ledger of coins. Coins of a lot are numbered: those below `spent` are spent from the front, the last `taken` ones were
-- taken back. The value of coins a to b is floor(x b / coins) - floor(x a / coins): whatever the parts, they sum to the whole.
CREATE TABLE wallet_lot (
    id              uuid PRIMARY KEY,
    person          uuid    NOT NULL REFERENCES wallet_person,
    purchase        uuid    NOT NULL REFERENCES wallet_purchase,
    bonus           boolean NOT NULL,
    coins           bigint  NOT NULL CHECK (coins > 0),
    spent           bigint  NOT NULL DEFAULT 0 CHECK (spent >= 0),
    taken           bigint  NOT NULL DEFAULT 0 CHECK (taken >= 0),
    currency        text    NOT NULL,
    deferred_micros bigint  NOT NULL CHECK (deferred_micros >= 0),   -- what stood in COIN_DEFERRED_REVENUE at first
    tax_micros      bigint  NOT NULL CHECK (tax_micros >= 0),        -- at sale: beside it, else contained in it
    tax_at_sale     boolean NOT NULL,
    worth_micros    bigint  NOT NULL CHECK (worth_micros >= 0),      -- of a bonus lot: what as many paid coins were sold for, net
    frozen_by       uuid,                                            -- the dispute
    issued_at       timestamptz NOT NULL,
    expires_at      timestamptz,
    CHECK (spent + taken <= coins),
    CHECK (CASE WHEN bonus THEN deferred_micros = 0 AND tax_micros = 0 ELSE worth_micros = 0 END),
    UNIQUE (purchase, bonus)
);
-- What can be spent, in the order of spending: first in, first out, bonus last.
CREATE INDEX wallet_lot_left ON wallet_lot (person, bonus, issued_at, id) WHERE spent + taken < coins;
CREATE INDEX wallet_lot_expiry ON wallet_lot (expires_at) WHERE spent + taken < coins AND expires_at IS NOT NULL;
CREATE INDEX wallet_lot_issued ON wallet_lot (issued_at) WHERE NOT bonus;

CREATE TABLE wallet_spend (
    id                uuid PRIMARY KEY,
    person            uuid   NOT NULL REFERENCES wallet_person,
    coins             bigint NOT NULL CHECK (coins > 0),
    kind              text   NOT NULL,
    cause_kind        text   NOT NULL,
    cause_id          uuid   NOT NULL,
    creator           uuid,
    share_per_million bigint NOT NULL CHECK (share_per_million BETWEEN 0 AND 1000000),
    spent_at          timestamptz NOT NULL,
    matures_at        timestamptz,       -- null: nothing to mature
    matured_at        timestamptz,
    maturing          uuid               -- the run that matured it
);
CREATE INDEX wallet_spend_person ON wallet_spend (person, spent_at DESC, id DESC);
CREATE INDEX wallet_spend_maturing ON wallet_spend (matures_at) WHERE matured_at IS NULL AND matures_at IS NOT NULL;
CREATE INDEX wallet_spend_creator ON wallet_spend (creator, matures_at) WHERE matured_at IS NULL AND matures_at IS NOT NULL;
CREATE INDEX wallet_spend_cause ON wallet_spend (cause_kind, cause_id);

-- Which lots paid for a spend, coin by coin.
CREATE TABLE wallet_spend_lot (
    spend            uuid   NOT NULL REFERENCES wallet_spend,
    lot              uuid   NOT NULL REFERENCES wallet_lot,
    first_coin       bigint NOT NULL CHECK (first_coin >= 0),
    coins            bigint NOT NULL CHECK (coins > 0),
    currency         text   NOT NULL,
    price_micros     bigint NOT NULL,    -- what the person paid for these coins, tax included
    released_micros  bigint NOT NULL,    -- left COIN_DEFERRED_REVENUE
    tax_micros       bigint NOT NULL,    -- of that, tax due now
    share_micros     bigint NOT NULL,    -- the creator's, of the rest
    promotion_micros bigint NOT NULL,    -- the creator's, for bonus coins
    PRIMARY KEY (spend, lot)
);
CREATE INDEX wallet_spend_lot_lot ON wallet_spend_lot (lot);

-- Coins that left or came back otherwise than by spending; negative: put back.
CREATE TABLE wallet_taken (
    fact            uuid   NOT NULL,     -- the refund, the dispute, the expiry
    lot             uuid   NOT NULL REFERENCES wallet_lot,
    why             text   NOT NULL CHECK (why IN ('refund', 'refund_failed', 'dispute', 'expiry')),
    person          uuid   NOT NULL,
    coins           bigint NOT NULL CHECK (coins <> 0),
    currency        text   NOT NULL,
    deferred_micros bigint NOT NULL,
    tax_micros      bigint NOT NULL,     -- tax received at sale
    at              timestamptz NOT NULL,
    PRIMARY KEY (fact, lot, why)
);
CREATE INDEX wallet_taken_lot ON wallet_taken (lot);
CREATE INDEX wallet_taken_person ON wallet_taken (person, at DESC);

CREATE TABLE wallet_refund (
    id            uuid PRIMARY KEY,
    purchase      uuid   NOT NULL REFERENCES wallet_purchase,
    person        uuid   NOT NULL,
    coins         bigint NOT NULL CHECK (coins > 0),
    bonus_coins   bigint NOT NULL CHECK (bonus_coins >= 0),
    amount_micros bigint NOT NULL CHECK (amount_micros > 0),
    rounding_micros bigint NOT NULL CHECK (rounding_micros >= 0),   -- to the next whole cent, borne by the house
    currency      text   NOT NULL,
    asked_at      timestamptz NOT NULL,
    refunded_at   timestamptz,
    failed_at     timestamptz,
    CHECK (refunded_at IS NULL OR failed_at IS NULL)
);
-- One at a time, and one that succeeds.
CREATE UNIQUE INDEX wallet_refund_standing ON wallet_refund (purchase) WHERE failed_at IS NULL;
CREATE INDEX wallet_refund_open ON wallet_refund (asked_at) WHERE refunded_at IS NULL AND failed_at IS NULL;

CREATE TABLE wallet_dispute (
    id            uuid PRIMARY KEY,
    purchase      uuid   NOT NULL REFERENCES wallet_purchase,
    person        uuid   NOT NULL,
    amount_micros bigint NOT NULL CHECK (amount_micros > 0),
    currency      text   NOT NULL,
    opened_at     timestamptz NOT NULL,
    won_at        timestamptz,
    lost_at       timestamptz,
    owed_micros   bigint NOT NULL DEFAULT 0,
    clawed_micros bigint NOT NULL DEFAULT 0,
    loss_micros   bigint NOT NULL DEFAULT 0,
    CHECK (won_at IS NULL OR lost_at IS NULL)
);
CREATE INDEX wallet_dispute_purchase ON wallet_dispute (purchase);

-- What a lost dispute undid of the spends that its payment had funded.
CREATE TABLE wallet_reversal (
    dispute          uuid   NOT NULL REFERENCES wallet_dispute,
    spend            uuid   NOT NULL REFERENCES wallet_spend,
    lot              uuid   NOT NULL REFERENCES wallet_lot,
    price_micros     bigint NOT NULL,
    share_micros     bigint NOT NULL,    -- taken back from the creator
    promotion_micros bigint NOT NULL,    -- taken back from the creator, for bonus coins
    loss_micros      bigint NOT NULL,    -- the creator keeps it
    PRIMARY KEY (dispute, spend, lot)
);
CREATE INDEX wallet_reversal_spend ON wallet_reversal (spend);

-- Every transfer that this module posts or has posted, and the fact behind it. In COIN one for each fact that moves coins.
CREATE TABLE wallet_posting (
    transfer uuid PRIMARY KEY,
    kind     text NOT NULL,
    fact     uuid NOT NULL,
    person   uuid NOT NULL,
    currency text NOT NULL,
    micros   bigint NOT NULL CHECK (micros > 0),      -- turnover of one side
    at       timestamptz NOT NULL
);
CREATE INDEX wallet_posting_fact ON wallet_posting (fact);
CREATE INDEX wallet_posting_newest ON wallet_posting (at DESC);

CREATE FUNCTION wallet_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are never changed: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;

DO $$
DECLARE
    v_table text;
BEGIN
    FOREACH v_table IN ARRAY ARRAY['wallet_pack', 'wallet_spend_lot', 'wallet_taken', 'wallet_reversal', 'wallet_posting'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION wallet_refuse_change()',
            v_table || '_stays', v_table);
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ovation_app') THEN
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM ovation_app', v_table);
        END IF;
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ovation_app') THEN
        FOREACH v_table IN ARRAY ARRAY['wallet_person', 'wallet_purchase', 'wallet_lot', 'wallet_spend', 'wallet_refund', 'wallet_dispute', 'wallet_freeze'] LOOP
            EXECUTE format('REVOKE DELETE, TRUNCATE ON %I FROM ovation_app', v_table);
        END LOOP;
    END IF;
END
$$;
