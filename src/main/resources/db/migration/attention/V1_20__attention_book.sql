-- The book of attention. Events are told apart by (served_at, id): the client makes the id, and served_at stands signed in
-- the exposure token, so a replay falls into the same partition and meets its first copy there.
CREATE SEQUENCE attention_seq CACHE 200;

CREATE TABLE attention_event (
    served_at    timestamptz NOT NULL,
    id           uuid        NOT NULL,
    xid          xid8        NOT NULL DEFAULT pg_current_xact_id(),
    seq          bigint      NOT NULL DEFAULT nextval('attention_seq'),
    type         smallint    NOT NULL,
    exposure     uuid        NOT NULL,
    viewer       uuid        NOT NULL,
    visitor      boolean     NOT NULL,
    subject_kind text        NOT NULL,
    subject_id   uuid        NOT NULL,
    owner        uuid        NOT NULL,
    surface      smallint    NOT NULL,
    paid         boolean     NOT NULL,
    duration_ms  integer     NOT NULL,
    watched_ms   integer     NOT NULL,
    claim        text        NOT NULL,
    received_at  timestamptz NOT NULL,
    marks        integer     NOT NULL,
    PRIMARY KEY (served_at, id)
) PARTITION BY RANGE (served_at);

-- The order in which readers read: by transaction, then within it. Rows at or above the oldest running transaction wait.
CREATE INDEX attention_event_order ON attention_event (xid, seq);

-- Months are made ahead; the application may not create tables, so this runs as the owner.
CREATE FUNCTION attention_make_month(month date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
BEGIN
    EXECUTE format(
        'CREATE TABLE IF NOT EXISTS attention_event_%s PARTITION OF attention_event FOR VALUES FROM (%L) TO (%L)',
        to_char(month, 'YYYY_MM'),
        date_trunc('month', month)::date::text || ' 00:00:00+00',
        (date_trunc('month', month) + interval '1 month')::date::text || ' 00:00:00+00');
END
$$;

-- How far each reader has come; moved in the transaction that holds what the reader made of it.
CREATE TABLE attention_cursor (
    reader text   PRIMARY KEY,
    xid    xid8   NOT NULL,
    seq    bigint NOT NULL
);

-- One row an exposure of which something was watched: what the receipts count, and why a view does not count.
CREATE TABLE attention_view (
    exposure     uuid        PRIMARY KEY,
    day          date        NOT NULL,
    viewer       uuid        NOT NULL,
    visitor      boolean     NOT NULL,
    subject_kind text        NOT NULL,
    subject_id   uuid        NOT NULL,
    owner        uuid        NOT NULL,
    surface      smallint    NOT NULL,
    paid         boolean     NOT NULL,
    watched_ms   integer     NOT NULL,
    marks        integer     NOT NULL,
    qualified    boolean     NOT NULL DEFAULT false
);

CREATE INDEX attention_view_day ON attention_view (day, owner, subject_id);

-- The first qualified view of a person for a subject, once and for all.
CREATE TABLE attention_first_view (
    viewer     uuid NOT NULL,
    subject_id uuid NOT NULL,
    exposure   uuid NOT NULL,
    PRIMARY KEY (viewer, subject_id)
);
