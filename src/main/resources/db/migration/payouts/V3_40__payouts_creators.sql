-- Who is paid, and where. Account numbers and tax ids are sealed with a key that the database does not know.
CREATE TABLE payouts_creator (
    person             uuid        PRIMARY KEY REFERENCES identity_person,
    legal_name         text        CHECK (length(legal_name) BETWEEN 2 AND 70),
    street             text        CHECK (length(street) <= 70),
    postal_code        text        CHECK (length(postal_code) <= 16),
    city               text        CHECK (length(city) <= 35),
    country            text        CHECK (country ~ '^[A-Z]{2}$'),
    -- After each change of name, address, tax form or account nothing is paid out for some days: who took over an account shall wait.
    details_changed_at timestamptz NOT NULL
);

-- Forms are only added; the newest counts.
CREATE TABLE payouts_tax_form (
    id                      uuid        PRIMARY KEY,
    person                  uuid        NOT NULL REFERENCES identity_person,
    kind                    text        NOT NULL CHECK (kind IN ('W9', 'W8BEN')),
    name                    text        NOT NULL,
    -- W-9: individual, llc, corporation. W-8BEN: the country of citizenship.
    classification          text        NOT NULL,
    country                 text        NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    tin                     bytea,
    tin_end                 text        CHECK (length(tin_end) <= 4),
    treaty_country          text        CHECK (treaty_country ~ '^[A-Z]{2}$'),
    treaty_rate_per_million integer     CHECK (treaty_rate_per_million BETWEEN 0 AND 300000),
    signed_name             text        NOT NULL,
    signed_on               date        NOT NULL,
    valid_until             date,
    submitted_at            timestamptz NOT NULL,
    CHECK ((treaty_country IS NULL) = (treaty_rate_per_million IS NULL)),
    CHECK (kind <> 'W9' OR (tin IS NOT NULL AND treaty_country IS NULL))
);
CREATE INDEX payouts_tax_form_by_person ON payouts_tax_form (person, submitted_at);

CREATE TABLE payouts_method (
    id          uuid        PRIMARY KEY,
    person      uuid        NOT NULL REFERENCES identity_person,
    kind        text        NOT NULL CHECK (kind IN ('IBAN', 'PROVIDER')),
    account     bytea       NOT NULL,
    account_end text        NOT NULL CHECK (length(account_end) <= 4),
    country     text        CHECK (country ~ '^[A-Z]{2}$'),
    -- Travels with the penny; who reads it has the account.
    code        bytea       NOT NULL,
    tries       integer     NOT NULL DEFAULT 0,
    added_at    timestamptz NOT NULL,
    verified_at timestamptz,
    replaced_at timestamptz
);
CREATE UNIQUE INDEX payouts_method_now ON payouts_method (person) WHERE replaced_at IS NULL;

-- How much of a creator's audience was in the United States, by month; unknown is none.
CREATE TABLE payouts_us_share (
    person      uuid        NOT NULL REFERENCES identity_person,
    month       date        NOT NULL CHECK (extract(day FROM month) = 1),
    per_million integer     NOT NULL CHECK (per_million BETWEEN 0 AND 1000000),
    recorded_by uuid        NOT NULL REFERENCES identity_person,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (person, month)
);

CREATE TABLE payouts_hold (
    id          uuid        PRIMARY KEY,
    person      uuid        NOT NULL REFERENCES identity_person,
    currency    text        NOT NULL,
    micros      bigint      NOT NULL CHECK (micros > 0),
    reason      text        NOT NULL CHECK (length(reason) BETWEEN 3 AND 500),
    made_by     uuid        NOT NULL REFERENCES identity_person,
    made_at     timestamptz NOT NULL,
    until       timestamptz NOT NULL,
    transfer    uuid        NOT NULL,
    appeal      text        CHECK (length(appeal) BETWEEN 3 AND 1000),
    appealed_at timestamptz,
    released_at timestamptz,
    -- Null when it ran out by itself.
    released_by uuid        REFERENCES identity_person,
    release     uuid,
    note        text,
    CHECK ((released_at IS NULL) = (release IS NULL)),
    CHECK ((appeal IS NULL) = (appealed_at IS NULL))
);
CREATE INDEX payouts_hold_by_person ON payouts_hold (person, made_at);
CREATE INDEX payouts_hold_open ON payouts_hold (until) WHERE released_at IS NULL;

-- What was taken back. Each once: the id is the caller's.
CREATE TABLE payouts_clawback (
    id               uuid        PRIMARY KEY,
    person           uuid        NOT NULL REFERENCES identity_person,
    currency         text        NOT NULL,
    micros           bigint      NOT NULL CHECK (micros > 0),
    estimated_micros bigint      NOT NULL CHECK (estimated_micros >= 0),
    available_micros bigint      NOT NULL CHECK (available_micros >= 0),
    owed_micros      bigint      NOT NULL CHECK (owed_micros >= 0),
    counter_kind     text        NOT NULL,
    counter_owner    uuid        NOT NULL,
    cause_kind       text        NOT NULL,
    cause_id         uuid        NOT NULL,
    transfer         uuid        NOT NULL UNIQUE,
    at               timestamptz NOT NULL,
    CHECK (micros = estimated_micros + available_micros + owed_micros)
);
CREATE INDEX payouts_clawback_by_person ON payouts_clawback (person, at);

-- Debts that were set off against earnings.
CREATE TABLE payouts_netting (
    transfer uuid        PRIMARY KEY,
    person   uuid        NOT NULL REFERENCES identity_person,
    currency text        NOT NULL,
    micros   bigint      NOT NULL CHECK (micros > 0),
    at       timestamptz NOT NULL
);
