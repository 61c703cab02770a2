-- What a closed day brought its creators, and how. Written once, never changed: the proofs stand on it.

CREATE TABLE rewards_day (
    day       date PRIMARY KEY,
    closed_at timestamptz NOT NULL,
    closed_by uuid,                    -- null: by itself
    qualified_views bigint NOT NULL CHECK (qualified_views >= 0)
);

CREATE TABLE rewards_pool (
    day               date   NOT NULL REFERENCES rewards_day,
    currency          text   NOT NULL CHECK (currency ~ '^[A-Z]{3,4}$'),
    state             text   NOT NULL CHECK (state IN ('settled', 'carried')),
    formula           text   NOT NULL,
    revenue_micros    bigint NOT NULL,
    carried_micros    bigint NOT NULL,
    share_per_million bigint NOT NULL CHECK (share_per_million BETWEEN 0 AND 1000000),
    creators_micros   bigint NOT NULL CHECK (creators_micros >= 0),
    platform_micros   bigint NOT NULL CHECK (platform_micros >= 0),
    qualified_views   bigint NOT NULL CHECK (qualified_views >= 0),
    allocation_sha256 text   NOT NULL,
    settled_at        timestamptz NOT NULL,
    available_from    timestamptz NOT NULL,
    PRIMARY KEY (day, currency),
    -- What is carried has not moved: it is the next pool's to split.
    CHECK (CASE state WHEN 'settled' THEN creators_micros + platform_micros = revenue_micros + carried_micros
           ELSE creators_micros + platform_micros = 0 END)
);

-- Which earlier days' money a pool took in: late charges, and days without a qualified view.
CREATE TABLE rewards_carry (
    day         date   NOT NULL,
    currency    text   NOT NULL,
    from_day    date   NOT NULL CHECK (from_day < day),
    micros      bigint NOT NULL CHECK (micros <> 0),
    transfer_id uuid   NOT NULL,
    PRIMARY KEY (day, currency, from_day),
    FOREIGN KEY (day, currency) REFERENCES rewards_pool
);

-- Ids are random, not made of names: everybody may read the list of a pool's receipts, nobody whose they are.
CREATE TABLE rewards_receipt (
    id              uuid PRIMARY KEY,
    day             date   NOT NULL,
    currency        text   NOT NULL,
    creator         uuid   NOT NULL,
    qualified_views bigint NOT NULL CHECK (qualified_views >= 0),
    excluded        jsonb  NOT NULL,
    micros          bigint NOT NULL CHECK (micros >= 0),
    transfer_id     uuid CHECK ((transfer_id IS NULL) = (micros = 0)),
    sha256          text   NOT NULL,
    UNIQUE (creator, day, currency),
    FOREIGN KEY (day, currency) REFERENCES rewards_pool
);

CREATE INDEX rewards_receipt_pool ON rewards_receipt (day, currency, id);

CREATE TABLE rewards_receipt_video (
    receipt_id      uuid     NOT NULL REFERENCES rewards_receipt,
    line            integer  NOT NULL CHECK (line >= 1),
    video           uuid     NOT NULL,
    qualified_views bigint   NOT NULL CHECK (qualified_views >= 0),
    excluded        jsonb    NOT NULL,
    micros          bigint   NOT NULL CHECK (micros >= 0),
    PRIMARY KEY (receipt_id, line)
);

-- A row once a pool's shares have become available.
CREATE TABLE rewards_matured (
    day        date NOT NULL,
    currency   text NOT NULL,
    matured_at timestamptz NOT NULL,
    PRIMARY KEY (day, currency),
    FOREIGN KEY (day, currency) REFERENCES rewards_pool
);

CREATE FUNCTION rewards_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Receipts are never changed: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

DO $$
DECLARE
    v_table text;
BEGIN
    FOREACH v_table IN ARRAY ARRAY['rewards_day', 'rewards_pool', 'rewards_carry', 'rewards_receipt', 'rewards_receipt_video', 'rewards_matured'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION rewards_refuse_change()',
            v_table || '_stays', v_table);
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ovation_app') THEN
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM ovation_app', v_table);
        END IF;
    END LOOP;
END
$$;
