-- A refund may fail after it was confirmed: both moments stay.
ALTER TABLE wallet_refund DROP CONSTRAINT wallet_refund_check;
ALTER TABLE wallet_refund ADD CONSTRAINT wallet_refund_check CHECK (failed_at >= refunded_at);
