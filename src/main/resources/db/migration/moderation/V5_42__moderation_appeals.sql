-- A rejection is appealed once, in words; the new case is decided by somebody else, and that is final.
CREATE TABLE moderation_appeal (
    decision    uuid PRIMARY KEY REFERENCES moderation_decision (case_id),
    appeal_case uuid NOT NULL REFERENCES moderation_case (id),
    text        text NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
    appellant   uuid NOT NULL,
    appealed_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX moderation_appeal_case ON moderation_appeal (appeal_case);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE UPDATE, DELETE ON moderation_appeal FROM ovation_app;
    END IF;
END
$$;
