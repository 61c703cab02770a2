-- What challenges, sounds and effects are charged belongs on the invoice, and its tax in the books. Invoices that were made
-- before say nothing of it: they are held only against what they were made of.
ALTER TABLE ads_document ADD COLUMN fixed_prices boolean NOT NULL DEFAULT false;
ALTER TABLE ads_document ALTER COLUMN fixed_prices SET DEFAULT true;

-- Boosted impressions that are found to be invalid later are credited as those of the auction are.
CREATE INDEX ads_promotion_charge_viewer ON ads_promotion_charge (viewer, served_at);
