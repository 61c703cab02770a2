-- A person's second factor: time-based codes (RFC 6238). The secret is sealed with a key that the database does not know.
CREATE TABLE identity_second_factor (
    person       uuid        PRIMARY KEY REFERENCES identity_person,
    secret       bytea       NOT NULL,
    -- The last time step whose code was taken: no code is taken twice.
    last_step    bigint      NOT NULL DEFAULT 0,
    begun_at     timestamptz NOT NULL,
    confirmed_at timestamptz
);

-- For a lost phone; each works once. Only the SHA-256 is kept: the codes are random, 80 bits.
CREATE TABLE identity_recovery_code (
    person  uuid        NOT NULL REFERENCES identity_person,
    hash    bytea       NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (person, hash)
);

-- Who has shown the factor a moment ago, in which sign-in: another sign-in of the same person has not.
CREATE TABLE identity_step_up (
    person   uuid        NOT NULL REFERENCES identity_person,
    sign_in  text        NOT NULL,
    shown_at timestamptz NOT NULL,
    PRIMARY KEY (person, sign_in)
);
CREATE INDEX identity_step_up_by_age ON identity_step_up (shown_at);
