-- Who was first reached by a campaign when, and who would have been: the treated and the control people of its lift.
CREATE TABLE ads_lift_person (
    campaign uuid        NOT NULL REFERENCES ads_campaign (id),
    person   uuid        NOT NULL,
    ghost    boolean     NOT NULL,
    first_at timestamptz NOT NULL,
    PRIMARY KEY (campaign, person)
);

-- What somebody did with a creator or a business that advertises, whether or not he saw an ad: the last time of each day.
CREATE TABLE ads_lift_outcome (
    target  uuid        NOT NULL,
    person  uuid        NOT NULL,
    kind    text        NOT NULL,
    day     date        NOT NULL,
    last_at timestamptz NOT NULL,
    PRIMARY KEY (target, person, kind, day)
) WITH (fillfactor = 70);

CREATE INDEX ads_ad_creator ON ads_ad (creator);
