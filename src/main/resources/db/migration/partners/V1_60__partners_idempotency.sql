-- First answers to requests that move money. A row without a status is a request that is being worked on.
CREATE TABLE partners_idempotency_key (
    viewer       uuid        NOT NULL,
    key          text        NOT NULL CHECK (length(key) BETWEEN 1 AND 100),
    route        text        NOT NULL,
    request_hash text        NOT NULL,
    status       integer,
    body         text,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (viewer, key)
);
CREATE INDEX partners_idempotency_key_by_age ON partners_idempotency_key (created_at);
