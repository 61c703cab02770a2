-- The book of what is owed. A credit is positive, a debit negative, for every account; docs/money.md has the chart.

-- Counters only grow, so gross turnover stays readable. No index on them: a posting stays a HOT update.
CREATE TABLE ledger_account (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind            text NOT NULL,
    owner           uuid NOT NULL,
    currency        text NOT NULL,
    side            smallint NOT NULL,
    hot             boolean NOT NULL,
    floor_micros    bigint, -- the least that may be available; null: no limit; accounts of the credit side only
    credits_posted  bigint NOT NULL DEFAULT 0,
    debits_posted   bigint NOT NULL DEFAULT 0,
    credits_pending bigint NOT NULL DEFAULT 0,
    debits_pending  bigint NOT NULL DEFAULT 0,
    version         bigint NOT NULL DEFAULT 0,
    frozen_at       timestamptz,
    closed_at       timestamptz,
    UNIQUE (owner, kind, currency),
    -- The last defence, should the posting function ever err: what is available never falls below the floor. The only CHECK
    -- of a table that is posted to, and a short one: each is parsed anew for each statement (ten of them: 40 us of 116).
    CONSTRAINT ledger_account_floor CHECK (credits_posted - debits_posted - debits_pending >= floor_micros)
) WITH (fillfactor = 50);

-- The id is the idempotency key. Version 7 ids are ordered by time, so the key is unique over all months and yet partitions.
CREATE TABLE ledger_transfer (
    id           uuid NOT NULL,
    kind         text NOT NULL,
    state        text NOT NULL, -- posted, pending, settles, releases, expires, rejected
    outcome      text, -- the reason of a rejection
    hold_id      uuid, -- of settles, releases, expires: the hold that ends
    currency     text NOT NULL,
    cause_kind   text NOT NULL,
    cause_id     uuid NOT NULL,
    effective_at timestamptz NOT NULL,
    booked_at    timestamptz NOT NULL,
    request_hash bytea NOT NULL,
    xid          xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);

-- Entries of hot accounts have no version: they are only inserted, and rolled up later.
CREATE TABLE ledger_entry (
    transfer_id   uuid NOT NULL,
    leg           smallint NOT NULL,
    account_id    bigint NOT NULL,
    amount        bigint NOT NULL,
    version       bigint,
    balance_after bigint,
    xid           xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (transfer_id, leg)
) PARTITION BY RANGE (transfer_id);

-- Of an account the versions; of a hot one, which have none, the transactions.
CREATE INDEX ledger_entry_account ON ledger_entry (account_id, version, xid);

-- The holds, open and ended. Pending amounts of hot accounts are read from here; of others the counters know.
CREATE TABLE ledger_hold (
    transfer_id uuid PRIMARY KEY,
    state       text NOT NULL CHECK (state IN ('open', 'settled', 'released', 'expired')),
    currency    text NOT NULL,
    expires_at  timestamptz NOT NULL,
    account_ids bigint[] NOT NULL,
    amounts     bigint[] NOT NULL CHECK (cardinality(amounts) = cardinality(account_ids)),
    ended_by    uuid CHECK ((ended_by IS NULL) = (state = 'open'))
);

CREATE INDEX ledger_hold_expiry ON ledger_hold (expires_at) WHERE state = 'open';
CREATE INDEX ledger_hold_accounts ON ledger_hold USING gin (account_ids) WHERE state = 'open';

-- Which of a hot account's entries its counters contain: those of transactions before rolled_xid.
CREATE TABLE ledger_hot_rollup (
    account_id bigint PRIMARY KEY REFERENCES ledger_account,
    rolled_xid xid8 NOT NULL,
    entries    bigint NOT NULL
);

-- A currency whose books are broken, and who let it go on; at most one open row for each.
CREATE TABLE ledger_stopped_currency (
    id         uuid PRIMARY KEY,
    currency   text NOT NULL,
    stopped_at timestamptz NOT NULL,
    what       text NOT NULL,
    resumed_at timestamptz,
    resumed_by uuid,
    resumed_why text,
    CHECK ((resumed_at IS NULL) = (resumed_by IS NULL) AND (resumed_at IS NULL) = (resumed_why IS NULL))
);

CREATE UNIQUE INDEX ledger_stopped_currency_open ON ledger_stopped_currency (currency) WHERE resumed_at IS NULL;
