-- Days of which the provider's report has been read after they were over.
CREATE TABLE payments_settlement_day (
    provider text NOT NULL,
    day      date NOT NULL,
    lines    integer NOT NULL,
    matched  integer NOT NULL,
    read_at  timestamptz NOT NULL,
    PRIMARY KEY (provider, day)
);

-- Each line of the provider's reports, once, and what it was found to be.
CREATE TABLE payments_settlement_line (
    provider     text NOT NULL,
    line_id      text NOT NULL,
    day          date NOT NULL,
    kind         text NOT NULL,
    source       text NOT NULL,
    currency     text NOT NULL,
    gross_micros bigint NOT NULL,
    fee_micros   bigint NOT NULL,
    moved_at     timestamptz NOT NULL,
    state        text NOT NULL CHECK (state IN ('matched', 'differs', 'unknown', 'noted')),
    item         uuid REFERENCES payments_clearing_item,
    transfer     uuid,
    PRIMARY KEY (provider, line_id)
);

-- What stands in RECONCILIATION_DIFFERENCE, one by one; positive on its debit side. The id is that of the transfer that put it there.
CREATE TABLE payments_difference (
    id            uuid PRIMARY KEY,
    provider      text NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('missing_with_us', 'missing_at_provider', 'amount_differs')),
    line_id       text,
    item          uuid REFERENCES payments_clearing_item,
    item_kind     text NOT NULL,
    source        text NOT NULL,
    amount_micros bigint NOT NULL CHECK (amount_micros <> 0),
    currency      text NOT NULL,
    found_at      timestamptz NOT NULL,
    state         text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'explained', 'written_off')),
    closed_at     timestamptz CHECK ((closed_at IS NULL) = (state = 'open'))
);
CREATE INDEX payments_difference_open ON payments_difference (found_at) WHERE state = 'open';
CREATE INDEX payments_difference_of_item ON payments_difference (item) WHERE state = 'open';

-- One person proposes, another decides; a proposal may be taken back by whoever made it.
CREATE TABLE payments_write_off (
    id          uuid PRIMARY KEY,
    difference  uuid NOT NULL REFERENCES payments_difference,
    reason      text NOT NULL,
    proposed_by uuid NOT NULL,
    proposed_at timestamptz NOT NULL,
    state       text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'approved', 'rejected')),
    decided_by  uuid,
    decided_at  timestamptz CHECK ((decided_at IS NULL) = (state = 'proposed')),
    CHECK (state <> 'approved' OR decided_by <> proposed_by)
);
CREATE INDEX payments_settlement_line_of_transfer ON payments_settlement_line (transfer);
CREATE INDEX payments_settlement_line_by_day ON payments_settlement_line (provider, day);
CREATE UNIQUE INDEX payments_write_off_waiting ON payments_write_off (difference) WHERE state = 'proposed';
CREATE INDEX payments_write_off_latest ON payments_write_off (proposed_at);
