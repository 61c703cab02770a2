-- A refund may fail days after it was confirmed: its money stands with the provider again.
ALTER TABLE payments_clearing_item DROP CONSTRAINT payments_clearing_item_kind_check;
ALTER TABLE payments_clearing_item ADD CONSTRAINT payments_clearing_item_kind_check
    CHECK (kind IN ('charge', 'refund', 'refund_failed', 'dispute', 'dispute_won'));

-- Those that were confirmed lately are asked about once a day.
CREATE INDEX payments_refund_confirmed ON payments_refund (asked_at) WHERE state = 'refunded';
