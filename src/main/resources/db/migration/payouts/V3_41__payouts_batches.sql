-- Made by one person, released by another: the table refuses what the program might one day forget.
CREATE TABLE payouts_batch (
    id           uuid        PRIMARY KEY,
    currency     text        NOT NULL,
    rail         text        NOT NULL CHECK (rail IN ('BANK', 'PROVIDER')),
    state        text        NOT NULL CHECK (state IN ('draft', 'released', 'submitted', 'discarded')),
    made_by      uuid        NOT NULL REFERENCES identity_person,
    made_at      timestamptz NOT NULL,
    released_by  uuid        REFERENCES identity_person,
    released_at  timestamptz,
    submitted_at timestamptz,
    -- The pain.001 as it was made, once; its message id is the batch's id without dashes.
    file         text,
    CONSTRAINT payouts_batch_four_eyes CHECK (released_by <> made_by),
    CHECK ((released_by IS NULL) = (released_at IS NULL)),
    CHECK (state NOT IN ('released', 'submitted') OR released_by IS NOT NULL)
);
CREATE INDEX payouts_batch_open ON payouts_batch (state) WHERE state = 'released';

CREATE FUNCTION payouts_batch_keeps_its_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.made_by <> OLD.made_by OR NEW.id <> OLD.id OR NEW.currency <> OLD.currency OR NEW.rail <> OLD.rail
        OR (OLD.released_by IS NOT NULL AND NEW.released_by IS DISTINCT FROM OLD.released_by)
        OR (OLD.file IS NOT NULL AND NEW.file IS DISTINCT FROM OLD.file) THEN
        RAISE EXCEPTION 'Who made and who released batch %, and its file, stay as they are', OLD.id;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER payouts_batch_keeps_its_people BEFORE UPDATE ON payouts_batch
    FOR EACH ROW EXECUTE FUNCTION payouts_batch_keeps_its_people();

CREATE TABLE payouts_line (
    id                uuid        PRIMARY KEY,
    batch             uuid        NOT NULL REFERENCES payouts_batch,
    person            uuid        NOT NULL REFERENCES identity_person,
    currency          text        NOT NULL,
    method            uuid        NOT NULL REFERENCES payouts_method,
    tax_form          uuid        NOT NULL REFERENCES payouts_tax_form,
    gross_micros      bigint      NOT NULL CHECK (gross_micros > 0),
    withheld_micros   bigint      NOT NULL CHECK (withheld_micros >= 0),
    net_micros        bigint      NOT NULL CHECK (net_micros > 0),
    us_per_million    integer     NOT NULL CHECK (us_per_million BETWEEN 0 AND 1000000),
    rate_per_million  integer     NOT NULL CHECK (rate_per_million BETWEEN 0 AND 1000000),
    end_to_end        text        NOT NULL UNIQUE CHECK (length(end_to_end) <= 35),
    -- planned → reserved → submitted → accepted → paid; or dropped, rejected, returned.
    state             text        NOT NULL CHECK (state IN
                          ('planned', 'dropped', 'reserved', 'submitted', 'accepted', 'paid', 'rejected', 'returned')),
    reason            text,
    -- The ledger's transfers of this line: held, settled or released, paid, and taken back.
    hold              uuid        UNIQUE,
    settled           uuid        UNIQUE,
    freed             uuid        UNIQUE,
    paid              uuid        UNIQUE,
    unpaid            uuid        UNIQUE,
    unsettled         uuid        UNIQUE,
    reference         text,
    changed_at        timestamptz NOT NULL,
    paid_at           timestamptz,
    CHECK (gross_micros = withheld_micros + net_micros),
    CHECK (state IN ('planned', 'dropped') OR hold IS NOT NULL),
    CHECK (state NOT IN ('accepted', 'paid', 'returned') OR settled IS NOT NULL),
    CHECK (state <> 'paid' OR paid IS NOT NULL)
);
CREATE INDEX payouts_line_by_batch ON payouts_line (batch);
CREATE INDEX payouts_line_by_person ON payouts_line (person, changed_at);
CREATE INDEX payouts_line_waiting ON payouts_line (state, changed_at) WHERE state IN ('reserved', 'submitted', 'accepted');
-- Nobody is in two payouts of a currency at once.
CREATE UNIQUE INDEX payouts_line_one_at_a_time ON payouts_line (person, currency)
    WHERE state IN ('planned', 'reserved', 'submitted', 'accepted');

-- Status files that banks have answered with; the same file again is known by its sum.
CREATE TABLE payouts_status_file (
    sha256      text        PRIMARY KEY,
    message_id  text        NOT NULL,
    uploaded_by uuid        NOT NULL REFERENCES identity_person,
    uploaded_at timestamptz NOT NULL,
    xml         text        NOT NULL
);

-- What became of each line, in order; only added.
CREATE TABLE payouts_line_event (
    id    uuid        PRIMARY KEY,
    line  uuid        NOT NULL REFERENCES payouts_line,
    state text        NOT NULL,
    by    uuid,
    note  text,
    at    timestamptz NOT NULL
);
CREATE INDEX payouts_line_event_by_line ON payouts_line_event (line, at);
