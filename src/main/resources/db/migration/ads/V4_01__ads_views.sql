-- A view of six seconds can be billed.
ALTER TABLE ads_group DROP CONSTRAINT ads_group_billing_check;
ALTER TABLE ads_group ADD CONSTRAINT ads_group_billing_check CHECK (billing IN ('CPM', 'CPC', 'CPV'));
ALTER TABLE ads_delivery DROP CONSTRAINT ads_delivery_event_check;
ALTER TABLE ads_delivery ADD CONSTRAINT ads_delivery_event_check CHECK (event IN ('impression', 'click', 'view'));
ALTER TABLE ads_charge DROP CONSTRAINT ads_charge_event_check;
ALTER TABLE ads_charge ADD CONSTRAINT ads_charge_event_check CHECK (event IN ('impression', 'click', 'view'));
