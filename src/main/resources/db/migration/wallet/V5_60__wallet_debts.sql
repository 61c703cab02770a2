-- What people pay of what they owe after lost disputes. Committed before the payment begins; its id is the charge's and the
-- money transfer's.
CREATE TABLE wallet_debt_payment (
    id            uuid PRIMARY KEY,
    person        uuid   NOT NULL REFERENCES wallet_person,
    owed_micros   bigint NOT NULL CHECK (owed_micros > 0),
    amount_micros bigint NOT NULL CHECK (amount_micros >= owed_micros),   -- to the next whole cent
    currency      text   NOT NULL,
    method        text   NOT NULL,
    begun_at      timestamptz NOT NULL,
    paid_at       timestamptz,
    lost_by       uuid,               -- the dispute that took it back
    lost_at       timestamptz,
    lost_micros   bigint,
    CHECK ((lost_at IS NULL) = (lost_by IS NULL) AND (lost_at IS NULL) = (lost_micros IS NULL))
);
CREATE INDEX wallet_debt_payment_person ON wallet_debt_payment (person, begun_at DESC);
CREATE INDEX wallet_dispute_owed ON wallet_dispute (person) WHERE owed_micros > 0;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE DELETE, TRUNCATE ON wallet_debt_payment FROM ovation_app;
    END IF;
END
$$;
