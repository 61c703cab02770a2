-- Showings that a viewer's page measured as viewable: half of the picture for two seconds on end. Counted beside the
-- impressions, where the impression is known too; nothing is billed by it.
CREATE TABLE ads_viewable (
    exposure uuid PRIMARY KEY,
    ad       uuid NOT NULL,
    day      date NOT NULL
);
CREATE INDEX ads_viewable_ad ON ads_viewable (ad, day, exposure);
