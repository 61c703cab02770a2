-- Monthly statements: numbered without gaps, never changed.
CREATE TABLE payouts_statement_number (
    one  boolean PRIMARY KEY DEFAULT true CHECK (one),
    last bigint  NOT NULL
);
INSERT INTO payouts_statement_number (last) VALUES (0);

CREATE TABLE payouts_statement (
    number         bigint      PRIMARY KEY,
    person         uuid        NOT NULL REFERENCES identity_person,
    currency       text        NOT NULL,
    month          date        NOT NULL CHECK (extract(day FROM month) = 1),
    opening_micros bigint      NOT NULL,
    closing_micros bigint      NOT NULL,
    made_at        timestamptz NOT NULL,
    sha256         text        NOT NULL CHECK (length(sha256) = 64),
    UNIQUE (person, currency, month)
);

CREATE TABLE payouts_statement_line (
    statement  bigint      NOT NULL REFERENCES payouts_statement,
    line       integer     NOT NULL,
    account    text        NOT NULL,
    transfer   uuid        NOT NULL,
    kind       text        NOT NULL,
    cause_kind text        NOT NULL,
    cause_id   uuid        NOT NULL,
    booked_at  timestamptz NOT NULL,
    micros     bigint      NOT NULL,
    PRIMARY KEY (statement, line)
);

CREATE FUNCTION payouts_statements_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A statement is never changed';
END
$$;
CREATE TRIGGER payouts_statement_stays BEFORE UPDATE OR DELETE ON payouts_statement
    FOR EACH ROW EXECUTE FUNCTION payouts_statements_stay();
CREATE TRIGGER payouts_statement_line_stays BEFORE UPDATE OR DELETE ON payouts_statement_line
    FOR EACH ROW EXECUTE FUNCTION payouts_statements_stay();
CREATE TRIGGER payouts_line_event_stays BEFORE UPDATE OR DELETE ON payouts_line_event
    FOR EACH ROW EXECUTE FUNCTION payouts_statements_stay();
CREATE TRIGGER payouts_tax_form_stays BEFORE UPDATE OR DELETE ON payouts_tax_form
    FOR EACH ROW EXECUTE FUNCTION payouts_statements_stay();
