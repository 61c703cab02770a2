-- What coins cost, where. A region without a row sells none.
CREATE TABLE wallet_region (
    region          text PRIMARY KEY CHECK (region ~ '^[A-Z]{2}$'),
    currency        text    NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    tax_per_million integer NOT NULL CHECK (tax_per_million BETWEEN 0 AND 999999),   -- contained in the price
    tax_at_sale     boolean NOT NULL,                                                -- else when the coins are spent
    consent_needed  boolean NOT NULL                                                 -- to immediate performance
);

-- Offers are never edited: the newest row of a slot that is valid already is what is offered; one with offered = false ends it.
CREATE TABLE wallet_pack (
    id              uuid PRIMARY KEY,
    region          text    NOT NULL REFERENCES wallet_region,
    channel         text    NOT NULL CHECK (channel IN ('web', 'app')),
    slot            integer NOT NULL CHECK (slot BETWEEN 1 AND 50),
    offered         boolean NOT NULL,
    coins           bigint  NOT NULL CHECK (coins BETWEEN 1 AND 1000000),
    bonus_coins     bigint  NOT NULL CHECK (bonus_coins BETWEEN 0 AND 1000000),
    price_micros    bigint  NOT NULL CHECK (price_micros > 0),
    currency        text    NOT NULL,
    tax_per_million integer NOT NULL CHECK (tax_per_million BETWEEN 0 AND 999999),
    tax_at_sale     boolean NOT NULL,
    valid_days      integer CHECK (valid_days BETWEEN 180 AND 3650),                 -- of the paid coins; null: for ever
    bonus_valid_days integer CHECK (bonus_valid_days BETWEEN 30 AND 3650),
    valid_from      timestamptz NOT NULL,
    made_by         uuid
);

CREATE INDEX wallet_pack_offer ON wallet_pack (region, channel, slot, valid_from DESC, id DESC);

INSERT INTO wallet_region (region, currency, tax_per_million, tax_at_sale, consent_needed) VALUES
    ('AT', 'EUR', 200000, true, true), ('BE', 'EUR', 210000, true, true), ('DE', 'EUR', 190000, true, true),
    ('ES', 'EUR', 210000, true, true), ('FI', 'EUR', 255000, true, true), ('FR', 'EUR', 200000, true, true),
    ('IE', 'EUR', 230000, true, true), ('IT', 'EUR', 220000, true, true), ('LU', 'EUR', 170000, true, true),
    ('NL', 'EUR', 210000, true, true), ('PT', 'EUR', 230000, true, true),
    ('GB', 'GBP', 200000, true, true), ('CH', 'CHF', 81000, false, false),
    ('US', 'USD', 0, true, false), ('CA', 'CAD', 0, true, false), ('AU', 'AUD', 100000, true, false);

-- In an app the shop's fee is part of the price. Ids follow from the slot, so that every installation has the same ones.
INSERT INTO wallet_pack (id, region, channel, slot, offered, coins, bonus_coins, price_micros, currency, tax_per_million, tax_at_sale,
                         valid_days, bonus_valid_days, valid_from)
SELECT md5('wallet_pack/' || r.region || '/' || c.channel || '/' || p.slot)::uuid, r.region, c.channel, p.slot, true, p.coins, p.bonus,
       CASE c.channel WHEN 'web' THEN p.cents ELSE p.app_cents END * 10000
           * CASE r.currency WHEN 'AUD' THEN 2 WHEN 'CAD' THEN 2 ELSE 1 END,
       r.currency, r.tax_per_million, r.tax_at_sale, NULL, 365, timestamptz '2026-01-01 00:00:00+00'
FROM wallet_region r
CROSS JOIN (VALUES ('web'), ('app')) AS c (channel)
CROSS JOIN (VALUES (1, 100::bigint, 0::bigint, 149::bigint, 199::bigint), (2, 350, 0, 499, 649), (3, 700, 20, 999, 1299),
                   (4, 1500, 75, 1999, 2599), (5, 3500, 250, 4499, 5899), (6, 7000, 700, 8999, 11699))
    AS p (slot, coins, bonus, cents, app_cents);
