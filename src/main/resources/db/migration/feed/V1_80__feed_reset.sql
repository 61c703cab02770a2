-- From when on the feed may remember a person: what is in the attention book before stays there, and is not read.
CREATE TABLE feed_reset (
    person uuid        PRIMARY KEY,
    at     timestamptz NOT NULL
);
