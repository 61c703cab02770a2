-- What prediction has learned of an event (a click, a view): the model and its calibration as of a
-- moment; of conversions also how late they come.
CREATE TABLE ads_prediction (
    event         text PRIMARY KEY,
    model         bytea NOT NULL,
    calibration   bytea NOT NULL,
    delays        bytea,
    learned_until timestamptz NOT NULL,
    saved_at      timestamptz NOT NULL
);
