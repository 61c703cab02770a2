-- Ad groups of before have promised their bid cap from their beginning on.
INSERT INTO ads_group_terms (ad_group, number, from_at, changed_by, billing, strategy, bid_micros, goal_event, roas_percent)
SELECT g.id, 0, g.created_at, c.created_by, g.billing, g.strategy, g.bid_micros, g.goal_event, g.roas_percent
FROM ads_group g JOIN ads_campaign c ON c.id = g.campaign
WHERE NOT EXISTS (SELECT FROM ads_group_terms t WHERE t.ad_group = g.id);

-- An impression is billed by CPM or by oCPM, and the price follows from the bid differently. Null: of before, when the event said it.
ALTER TABLE ads_charge ADD COLUMN billing text CHECK (billing IN ('CPM', 'CPC', 'CPV', 'OCPM'));
