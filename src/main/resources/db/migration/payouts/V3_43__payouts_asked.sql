-- When the provider was last asked about a line, so that each gets its turn: those that wait, and those paid lately.
ALTER TABLE payouts_line ADD COLUMN asked_at timestamptz;
CREATE INDEX payouts_line_paid_lately ON payouts_line (paid_at) WHERE state = 'paid';
