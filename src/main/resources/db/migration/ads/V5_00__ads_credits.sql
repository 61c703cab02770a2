-- Credits: money that the platform gives back to a business's prepaid balance. A row each, never changed; its id is the
-- ledger's transfer.
CREATE TABLE ads_credit (
    id            uuid PRIMARY KEY,
    business      uuid NOT NULL,
    campaign      uuid,
    kind          text NOT NULL CHECK (kind IN ('invalid_traffic', 'guarantee')),
    reason        text NOT NULL CHECK (length(reason) BETWEEN 1 AND 300),
    currency      text NOT NULL,
    amount_micros bigint NOT NULL CHECK (amount_micros > 0),
    given_at      timestamptz NOT NULL
);
CREATE INDEX ads_credit_business ON ads_credit (business, given_at, id);

-- Promotional credit: who gave it, until when it can be spent, what of it serves no slice now.
CREATE TABLE ads_grant (
    id             uuid PRIMARY KEY,
    business       uuid NOT NULL,
    currency       text NOT NULL,
    amount_micros  bigint NOT NULL CHECK (amount_micros > 0),
    left_micros    bigint NOT NULL CHECK (left_micros >= 0 AND left_micros <= amount_micros),
    expired_micros bigint NOT NULL DEFAULT 0 CHECK (expired_micros >= 0 AND left_micros + expired_micros <= amount_micros),
    reason         text NOT NULL CHECK (length(reason) BETWEEN 5 AND 300),
    state          text NOT NULL CHECK (state IN ('proposed', 'active', 'rejected', 'expired')),
    needs_two      boolean NOT NULL,
    given_by       uuid NOT NULL,
    given_at       timestamptz NOT NULL,
    decided_by     uuid,
    decided_at     timestamptz,
    expires_at     timestamptz NOT NULL CHECK (expires_at > given_at),
    CONSTRAINT ads_grant_two_people CHECK (NOT needs_two OR decided_by IS NULL OR decided_by <> given_by),
    CHECK (state <> 'proposed' OR decided_by IS NULL),
    CHECK (state NOT IN ('active', 'expired') OR decided_by IS NOT NULL)
) WITH (fillfactor = 50);
CREATE INDEX ads_grant_business ON ads_grant (business, currency, expires_at, id);
CREATE INDEX ads_grant_ending ON ads_grant (expires_at) WHERE state = 'active';
CREATE INDEX ads_grant_waiting ON ads_grant (given_at) WHERE state = 'proposed';

-- The part of a slice that promotional credit pays; it is spent before the cash of the slice.
ALTER TABLE ads_lease
    ADD COLUMN grant_id     uuid REFERENCES ads_grant (id),
    ADD COLUMN grant_micros bigint NOT NULL DEFAULT 0 CHECK (grant_micros >= 0),
    ADD CONSTRAINT ads_lease_grant_within CHECK (grant_micros <= amount_micros AND (grant_id IS NOT NULL OR grant_micros = 0));
ALTER TABLE ads_charge
    ADD COLUMN grant_micros bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT ads_charge_grant_within CHECK (grant_micros BETWEEN 0 AND price_micros);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE UPDATE, DELETE ON ads_credit FROM ovation_app;
        REVOKE DELETE ON ads_grant FROM ovation_app;
    END IF;
END
$$;
