-- When the provider was last asked for a refund, so that each open one gets its turn.
ALTER TABLE wallet_refund ADD COLUMN tried_at timestamptz;
