-- What a receipt says of the token that was served: its hash and its MAC, not the token, which names the viewer.
CREATE TABLE ads_receipt_token (
    exposure     uuid PRIMARY KEY,
    token_sha256 bytea NOT NULL CHECK (length(token_sha256) = 32),
    token_mac    bytea NOT NULL CHECK (length(token_mac) <= 16),
    -- where it was shown and to whom, as reports count it: a credit finds its rows by them
    region       text NOT NULL,
    age          smallint NOT NULL,
    surface      text NOT NULL,
    video        uuid NOT NULL
);
-- The public halves of the keys that have signed receipts, so that old receipts stay verifiable.
CREATE TABLE ads_receipt_key (
    key_id     text PRIMARY KEY,
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    first_used timestamptz NOT NULL
);
CREATE INDEX ads_charge_business ON ads_charge (business, charged_at DESC, exposure DESC);
CREATE INDEX ads_topview_charge_booking ON ads_topview_charge (booking, charged_at DESC, exposure DESC);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE UPDATE, DELETE ON ads_receipt_token, ads_receipt_key FROM ovation_app;
    END IF;
END
$$;
