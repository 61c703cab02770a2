-- Cases wait in a queue; a decision is a row with a who, a when and a why, and is never changed.
CREATE TABLE moderation_case (
    id           uuid PRIMARY KEY,
    queue        text NOT NULL CHECK (queue IN ('ads', 'reports')),
    subject_kind text NOT NULL,
    subject_id   uuid NOT NULL,
    submitter    uuid NOT NULL,
    title        text NOT NULL,
    link         text NOT NULL,
    state        text NOT NULL CHECK (state IN ('open', 'decided', 'withdrawn')),
    opened_at    timestamptz NOT NULL,
    closed_at    timestamptz,
    CHECK ((state = 'open') = (closed_at IS NULL))
);
-- One open case a subject; serves also the look-up by subject.
CREATE UNIQUE INDEX moderation_case_open ON moderation_case (subject_kind, subject_id) WHERE state = 'open';
CREATE INDEX moderation_case_queue ON moderation_case (queue, id) WHERE state = 'open';
CREATE INDEX moderation_case_subject ON moderation_case (subject_kind, subject_id, id);

CREATE TABLE moderation_decision (
    case_id    uuid PRIMARY KEY REFERENCES moderation_case (id),
    approved   boolean NOT NULL,
    reason     text NOT NULL,
    note       text NOT NULL,
    moderator  uuid NOT NULL,
    decided_at timestamptz NOT NULL
);
CREATE INDEX moderation_decision_recent ON moderation_decision (decided_at);

CREATE TABLE moderation_report (
    id           uuid PRIMARY KEY,
    case_id      uuid NOT NULL REFERENCES moderation_case (id),
    subject_kind text NOT NULL,
    subject_id   uuid NOT NULL,
    reporter     uuid NOT NULL,
    reason       text NOT NULL,
    note         text NOT NULL,
    reported_at  timestamptz NOT NULL
);
-- A person reports a case once; serves also the list of a case's reports.
CREATE UNIQUE INDEX moderation_report_once ON moderation_report (case_id, reporter);

-- What nobody may watch any more. The gate keeps it in memory.
CREATE TABLE moderation_takedown (
    video    uuid PRIMARY KEY,
    case_id  uuid NOT NULL REFERENCES moderation_case (id),
    taken_at timestamptz NOT NULL
);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE UPDATE, DELETE ON moderation_decision, moderation_report FROM ovation_app;
    END IF;
END
$$;
