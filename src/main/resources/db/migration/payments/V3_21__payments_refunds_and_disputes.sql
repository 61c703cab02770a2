-- Which provider a charge was made with: a setting may change, a charge does not move.
ALTER TABLE payments_charge ADD COLUMN provider text NOT NULL DEFAULT 'sandbox';
ALTER TABLE payments_charge ALTER COLUMN provider DROP DEFAULT;

-- For disputes that name the provider's own reference only.
CREATE INDEX payments_charge_reference ON payments_charge (provider_ref) WHERE provider_ref IS NOT NULL;

-- Money back. A refund's id is also the id of the transfer that posts it.
CREATE TABLE payments_refund (
    id            uuid PRIMARY KEY,
    charge        uuid NOT NULL REFERENCES payments_charge,
    amount_micros bigint NOT NULL CHECK (amount_micros > 0),
    currency      text NOT NULL,
    state         text NOT NULL CHECK (state IN ('intent', 'pending', 'refunded', 'failed')),
    provider_ref  text,
    fail_code     text CHECK ((fail_code IS NOT NULL) = (state = 'failed')),
    created_at    timestamptz NOT NULL,
    asked_at      timestamptz NOT NULL,
    decided_at    timestamptz CHECK ((decided_at IS NOT NULL) = (state IN ('refunded', 'failed')))
);
CREATE INDEX payments_refund_of_charge ON payments_refund (charge);
CREATE INDEX payments_refund_undecided ON payments_refund (asked_at) WHERE state IN ('intent', 'pending');

-- What payers' banks took back. The id is that of the transfer that posts the opening.
CREATE TABLE payments_dispute (
    id            uuid PRIMARY KEY,
    provider      text NOT NULL,
    provider_ref  text NOT NULL,
    charge        uuid NOT NULL REFERENCES payments_charge,
    amount_micros bigint NOT NULL CHECK (amount_micros > 0),
    currency      text NOT NULL,
    reason        text NOT NULL,
    state         text NOT NULL CHECK (state IN ('open', 'won', 'lost')),
    opened_at     timestamptz NOT NULL,
    asked_at      timestamptz NOT NULL,
    decided_at    timestamptz CHECK ((decided_at IS NULL) = (state = 'open')),
    UNIQUE (provider, provider_ref)
);
CREATE INDEX payments_dispute_of_charge ON payments_dispute (charge);
CREATE INDEX payments_dispute_open ON payments_dispute (asked_at) WHERE state = 'open';

-- What stands in PROVIDER_CLEARING, item by item, until the provider's report has it too. The id is that of the transfer
-- that put it there; positive when the provider owes us.
CREATE TABLE payments_clearing_item (
    id            uuid PRIMARY KEY,
    provider      text NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('charge', 'refund', 'dispute', 'dispute_won')),
    source        uuid NOT NULL,
    amount_micros bigint NOT NULL CHECK (amount_micros <> 0),
    currency      text NOT NULL,
    booked_at     timestamptz NOT NULL,
    state         text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'settled', 'missing')),
    closed_at     timestamptz CHECK ((closed_at IS NULL) = (state = 'open')),
    UNIQUE (kind, source)
);
CREATE INDEX payments_clearing_item_open ON payments_clearing_item (booked_at) WHERE state = 'open';
INSERT INTO payments_clearing_item (id, provider, kind, source, amount_micros, currency, booked_at)
    SELECT id, provider, 'charge', id, amount_micros, currency, decided_at FROM payments_charge WHERE state = 'succeeded';

-- The sandbox provider's own books, as if they were elsewhere: nobody but the sandbox reads them.
CREATE TABLE payments_sandbox_payment (
    reference     uuid PRIMARY KEY,
    amount_micros bigint NOT NULL,
    currency      text NOT NULL,
    method        text NOT NULL,
    capture       boolean NOT NULL,
    return_url    text NOT NULL,
    card          text,
    state         text NOT NULL CHECK (state IN ('waiting', 'challenge', 'authorised', 'captured', 'declined')),
    decline_code  text CHECK ((decline_code IS NOT NULL) = (state = 'declined')),
    dispute_at    timestamptz,
    opened_at     timestamptz NOT NULL,
    decided_at    timestamptz
);
CREATE INDEX payments_sandbox_payment_disputed_later ON payments_sandbox_payment (dispute_at) WHERE dispute_at IS NOT NULL;
CREATE INDEX payments_sandbox_payment_latest ON payments_sandbox_payment (opened_at);
INSERT INTO payments_sandbox_payment
    SELECT charge, amount_micros, currency, 'page', true, '/', NULL,
           CASE state WHEN 'approved' THEN 'captured' WHEN 'expired' THEN 'declined' ELSE state END,
           CASE state WHEN 'declined' THEN 'card_declined' WHEN 'expired' THEN 'expired' END,
           NULL, opened_at, decided_at
    FROM payments_sandbox_charge;
DROP TABLE payments_sandbox_charge;

CREATE TABLE payments_sandbox_refund (
    reference     uuid PRIMARY KEY,
    payment       uuid NOT NULL REFERENCES payments_sandbox_payment,
    amount_micros bigint NOT NULL,
    currency      text NOT NULL,
    state         text NOT NULL CHECK (state IN ('pending', 'succeeded', 'failed')),
    fail_code     text CHECK ((fail_code IS NOT NULL) = (state = 'failed')),
    created_at    timestamptz NOT NULL
);
CREATE INDEX payments_sandbox_refund_of ON payments_sandbox_refund (payment);

CREATE TABLE payments_sandbox_dispute (
    id            text PRIMARY KEY,
    payment       uuid NOT NULL REFERENCES payments_sandbox_payment,
    amount_micros bigint NOT NULL,
    currency      text NOT NULL,
    reason        text NOT NULL,
    state         text NOT NULL CHECK (state IN ('open', 'won', 'lost')),
    opened_at     timestamptz NOT NULL,
    decided_at    timestamptz
);
CREATE INDEX payments_sandbox_dispute_opened ON payments_sandbox_dispute (opened_at);
CREATE INDEX payments_sandbox_dispute_of ON payments_sandbox_dispute (payment);

CREATE TABLE payments_sandbox_transfer (
    reference     uuid PRIMARY KEY,
    destination   text NOT NULL,
    amount_micros bigint NOT NULL,
    currency      text NOT NULL,
    state         text NOT NULL CHECK (state IN ('sent', 'failed', 'returned')),
    fail_code     text,
    return_at     timestamptz,
    created_at    timestamptz NOT NULL
);
CREATE INDEX payments_sandbox_transfer_returning ON payments_sandbox_transfer (return_at) WHERE return_at IS NOT NULL;

CREATE TABLE payments_sandbox_movement (
    id            text PRIMARY KEY,
    kind          text NOT NULL,
    source        text NOT NULL,
    currency      text NOT NULL,
    gross_micros  bigint NOT NULL,
    fee_micros    bigint NOT NULL,
    moved_at      timestamptz NOT NULL
);
CREATE INDEX payments_sandbox_movement_by_day ON payments_sandbox_movement (moved_at);
INSERT INTO payments_sandbox_movement
    SELECT 'mov_' || reference, 'charge', reference::text, currency, amount_micros, 0, decided_at
    FROM payments_sandbox_payment WHERE state = 'captured';

CREATE TABLE payments_sandbox_event (
    id           text PRIMARY KEY,
    body         text NOT NULL,
    created_at   timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    attempts     integer NOT NULL DEFAULT 0,
    delivered_at timestamptz
);
CREATE INDEX payments_sandbox_event_due ON payments_sandbox_event (due_at) WHERE delivered_at IS NULL;

-- The webhook inbox: the raw body first, everything else later. (provider, event_id) makes a duplicate no second event.
CREATE TABLE payments_webhook (
    provider     text NOT NULL,
    event_id     text NOT NULL,
    body         bytea NOT NULL,
    received_at  timestamptz NOT NULL,
    copies       integer NOT NULL DEFAULT 1,
    attempts     integer NOT NULL DEFAULT 0,
    due_at       timestamptz NOT NULL,
    processed_at timestamptz,
    problem      text,
    PRIMARY KEY (provider, event_id)
);
CREATE INDEX payments_webhook_due ON payments_webhook (due_at) WHERE processed_at IS NULL;

-- Money out: what the provider was asked for, for the daily comparison. The caller books it.
CREATE TABLE payments_transfer (
    id            uuid PRIMARY KEY,
    provider      text NOT NULL,
    destination   text NOT NULL,
    amount_micros bigint NOT NULL CHECK (amount_micros > 0),
    currency      text NOT NULL,
    provider_ref  text,
    created_at    timestamptz NOT NULL
);
