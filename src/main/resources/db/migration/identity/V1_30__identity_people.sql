CREATE TABLE identity_person (
    id            uuid        PRIMARY KEY,
    handle        text        NOT NULL CHECK (handle ~ '^[a-z0-9._]{3,24}$'),
    name          text        NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    -- Personal data is null once the person has left; the row stays, because ledger rows and comments name its id.
    email         text        CHECK (email = lower(email)),
    password_hash text,
    birth_date    date,
    region        text        NOT NULL CHECK (region ~ '^[A-Z]{2}$'),
    language      text        NOT NULL CHECK (language ~ '^[a-z]{2}$'),
    bio           text        NOT NULL DEFAULT '' CHECK (length(bio) <= 300),
    avatar_url    text,
    -- Raised by "sign out everywhere": a cookie or token with a lower number has ended.
    revocation    integer     NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL,
    deleted_at    timestamptz,
    CHECK (deleted_at IS NOT NULL OR (email IS NOT NULL AND password_hash IS NOT NULL AND birth_date IS NOT NULL))
);
CREATE UNIQUE INDEX identity_person_by_handle ON identity_person (handle);
CREATE UNIQUE INDEX identity_person_by_email ON identity_person (email);

CREATE TABLE identity_role (
    person     uuid        NOT NULL REFERENCES identity_person,
    role       text        NOT NULL CHECK (role IN ('CREATOR', 'ADVERTISER', 'FINANCE', 'MODERATOR', 'ADMIN')),
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (person, role)
);

-- Sign-ins by cookie. People who handle money have a row from the start, others only once they signed out.
CREATE TABLE identity_session (
    id           uuid        PRIMARY KEY,
    person       uuid        NOT NULL REFERENCES identity_person,
    signed_in_at timestamptz NOT NULL,
    seen_at      timestamptz NOT NULL,
    ended_at     timestamptz
);
CREATE INDEX identity_session_by_person ON identity_session (person, signed_in_at);
CREATE INDEX identity_session_by_age ON identity_session (seen_at);

-- Bearer tokens; only the SHA-256 is kept.
CREATE TABLE identity_token (
    hash       bytea       PRIMARY KEY,
    person     uuid        NOT NULL REFERENCES identity_person,
    revocation integer     NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX identity_token_by_person ON identity_token (person);
CREATE INDEX identity_token_by_expiry ON identity_token (expires_at);

-- Sign-ins tried and not (yet) succeeded. The account is a person's id, or a hash of what was typed for nobody's.
CREATE TABLE identity_login_attempt (
    id      uuid        PRIMARY KEY,
    account uuid        NOT NULL,
    address text        NOT NULL,
    at      timestamptz NOT NULL
);
CREATE INDEX identity_login_attempt_by_account ON identity_login_attempt (account, at);
CREATE INDEX identity_login_attempt_by_address ON identity_login_attempt (address, at);
CREATE INDEX identity_login_attempt_by_age ON identity_login_attempt (at);

CREATE TABLE identity_follow (
    person   uuid        NOT NULL REFERENCES identity_person,
    followed uuid        NOT NULL REFERENCES identity_person,
    since    timestamptz NOT NULL,
    PRIMARY KEY (person, followed),
    CHECK (person <> followed)
);
CREATE INDEX identity_follow_by_followed ON identity_follow (followed);

CREATE TABLE identity_block (
    person  uuid        NOT NULL REFERENCES identity_person,
    blocked uuid        NOT NULL REFERENCES identity_person,
    since   timestamptz NOT NULL,
    PRIMARY KEY (person, blocked),
    CHECK (person <> blocked)
);
CREATE INDEX identity_block_by_blocked ON identity_block (blocked);

CREATE TABLE identity_business (
    id         uuid        PRIMARY KEY,
    kind       text        NOT NULL CHECK (kind IN ('ADVERTISER', 'SELLER', 'LABEL')),
    name       text        NOT NULL CHECK (length(name) BETWEEN 2 AND 80),
    website    text        NOT NULL CHECK (length(website) <= 300),
    currency   text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    founded_by uuid        NOT NULL REFERENCES identity_person,
    created_at timestamptz NOT NULL
);

CREATE TABLE identity_member (
    business uuid        NOT NULL REFERENCES identity_business,
    person   uuid        NOT NULL REFERENCES identity_person,
    role     text        NOT NULL CHECK (role IN ('ADMIN', 'OPERATOR', 'ANALYST', 'FINANCE')),
    since    timestamptz NOT NULL,
    PRIMARY KEY (business, person)
);
CREATE INDEX identity_member_by_person ON identity_member (person);
