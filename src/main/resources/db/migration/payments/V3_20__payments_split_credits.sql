-- A charge may fund several accounts at once: its price and its tax, say.
ALTER TABLE payments_charge
    ADD COLUMN credit_kinds text[], ADD COLUMN credit_owners uuid[], ADD COLUMN credit_micros bigint[];
UPDATE payments_charge
    SET credit_kinds = ARRAY[credit_kind], credit_owners = ARRAY[credit_owner], credit_micros = ARRAY[amount_micros];
ALTER TABLE payments_charge
    ALTER COLUMN credit_kinds SET NOT NULL, ALTER COLUMN credit_owners SET NOT NULL, ALTER COLUMN credit_micros SET NOT NULL,
    DROP COLUMN credit_kind, DROP COLUMN credit_owner;
