-- The opportunities of each hour on all nodes together, for the forecast curve. Of an hour that nobody watched whole, the minutes
-- that somebody did, as bits.
CREATE TABLE ads_traffic (
    hour          timestamptz PRIMARY KEY,
    opportunities bigint NOT NULL CHECK (opportunities >= 0),
    minutes       bigint NOT NULL
) WITH (fillfactor = 50);
