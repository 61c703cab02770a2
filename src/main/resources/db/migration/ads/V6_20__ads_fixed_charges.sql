-- Charges at a fixed price stand in the list of their business's charges, the newest first. A day's charge has the id of its posting.
CREATE INDEX ads_promotion_business ON ads_promotion (business, id);
CREATE INDEX ads_promotion_charge_newest ON ads_promotion_charge (promotion, charged_at DESC, exposure DESC);
CREATE INDEX ads_promotion_day_newest ON ads_promotion_day (promotion, decided_at DESC, transfer DESC) WHERE transfer IS NOT NULL;
CREATE INDEX ads_effect_day_newest ON ads_effect_day (booking, charged_at DESC, transfer DESC) WHERE transfer IS NOT NULL;

DROP INDEX ads_promotion_day_transfer;
CREATE UNIQUE INDEX ads_promotion_day_transfer ON ads_promotion_day (transfer) WHERE transfer IS NOT NULL;
