-- Money in. A charge's id is also the id of the transfer that posts it.
CREATE TABLE payments_charge (
    id              uuid PRIMARY KEY,
    payer           uuid NOT NULL,
    kind            text NOT NULL,
    cause_kind      text NOT NULL,
    cause_id        uuid NOT NULL,
    credit_kind     text NOT NULL,
    credit_owner    uuid NOT NULL,
    currency        text NOT NULL,
    amount_micros   bigint NOT NULL CHECK (amount_micros > 0),
    method          text NOT NULL,
    return_path     text NOT NULL,
    state           text NOT NULL CHECK (state IN ('intent', 'pending', 'needs_action', 'succeeded', 'declined')),
    provider_ref    text,
    action_url      text,
    decline_code    text CHECK ((decline_code IS NOT NULL) = (state = 'declined')),
    created_at      timestamptz NOT NULL,
    asked_at        timestamptz NOT NULL,
    decided_at      timestamptz CHECK ((decided_at IS NOT NULL) = (state IN ('succeeded', 'declined')))
);

-- For the recovery: those whose end is not known, longest not asked first.
CREATE INDEX payments_charge_undecided ON payments_charge (asked_at) WHERE state IN ('intent', 'pending', 'needs_action');

-- The sandbox provider's own memory, as if it were elsewhere: nobody but the sandbox reads it.
CREATE TABLE payments_sandbox_charge (
    charge     uuid PRIMARY KEY,
    amount_micros bigint NOT NULL,
    currency   text NOT NULL,
    state      text NOT NULL CHECK (state IN ('waiting', 'approved', 'declined', 'expired')),
    opened_at  timestamptz NOT NULL,
    decided_at timestamptz CHECK ((decided_at IS NULL) = (state = 'waiting'))
);
