-- Invoices, credit notes and receipts of top-ups. Numbered without gaps, since number and document commit together; nothing of them
-- is ever changed.
CREATE TABLE ads_document_series (
    series text PRIMARY KEY,
    last   bigint NOT NULL
);
CREATE TABLE ads_document (
    id            uuid PRIMARY KEY,
    business      uuid NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('invoice', 'credit_note', 'topup')),
    series        text NOT NULL,
    seq           bigint NOT NULL CHECK (seq > 0),
    number        text NOT NULL UNIQUE,
    period_from   timestamptz NOT NULL,
    period_to     timestamptz NOT NULL CHECK (period_to >= period_from),
    time_zone     text NOT NULL,
    issued_at     timestamptz NOT NULL,
    currency      text NOT NULL,
    net_micros    bigint NOT NULL CHECK (net_micros >= 0),
    vat_micros    bigint NOT NULL CHECK (vat_micros >= 0),
    gross_micros  bigint NOT NULL CHECK (gross_micros >= 0),
    vat_percent   numeric(5, 2) NOT NULL,
    vat_rule      text NOT NULL CHECK (vat_rule IN ('domestic', 'reverse_charge', 'outside', 'none')),
    seller        text NOT NULL,
    seller_vat_id text NOT NULL,
    buyer         text NOT NULL,
    buyer_vat_id  text NOT NULL,
    -- of a top-up the ledger's transfer that it receipts
    transfer      uuid UNIQUE,
    UNIQUE (series, seq),
    CHECK (net_micros + vat_micros = gross_micros),
    CHECK ((kind = 'topup') = (transfer IS NOT NULL))
);
CREATE INDEX ads_document_business ON ads_document (business, issued_at DESC, id DESC);
-- Periods of a business join without a gap, so each is there once.
CREATE UNIQUE INDEX ads_document_period ON ads_document (business, kind, period_from) WHERE kind <> 'topup';
CREATE TABLE ads_document_line (
    document           uuid NOT NULL REFERENCES ads_document (id),
    line               int NOT NULL,
    text               text NOT NULL,
    campaign           uuid,
    quantity           bigint NOT NULL,
    promotional_micros bigint NOT NULL CHECK (promotional_micros >= 0),
    gross_micros       bigint NOT NULL CHECK (gross_micros >= 0),
    PRIMARY KEY (document, line)
);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE UPDATE, DELETE ON ads_document, ads_document_line FROM ovation_app;
        REVOKE DELETE ON ads_document_series FROM ovation_app;
    END IF;
END
$$;
