-- What a person has said of herself for advertising, by her own wish; no row: nothing. Read of adults only.
CREATE TABLE identity_ad_choice (
    person     uuid        PRIMARY KEY REFERENCES identity_person,
    gender     text        CHECK (gender IN ('FEMALE', 'MALE', 'OTHER')),
    -- Whether advertisers' lists of hashed addresses may be matched with hers.
    lists      boolean     NOT NULL,
    changed_at timestamptz NOT NULL
);
-- For lists of SHA-256 of addresses. A backslash, which no address has, would be read as an escape by the cast.
CREATE INDEX identity_person_by_email_hash ON identity_person (sha256(replace(email, '\', '\\')::bytea))
    WHERE deleted_at IS NULL;
