-- A day in the tray is not paid for while the platform had stopped all ads: that part of its price goes back.
ALTER TABLE ads_effect_day
    ADD COLUMN stopped_seconds int NOT NULL DEFAULT 0 CHECK (stopped_seconds BETWEEN 0 AND 86400),
    DROP CONSTRAINT ads_effect_day_price_micros_check,
    ADD CONSTRAINT ads_effect_day_price_micros_check CHECK (price_micros >= 0),
    ALTER COLUMN transfer DROP NOT NULL,
    ADD CONSTRAINT ads_effect_day_transfer_if_paid CHECK ((price_micros > 0) = (transfer IS NOT NULL));

ALTER TABLE ads_effect_booking
    ADD COLUMN charged_days int NOT NULL DEFAULT 0 CHECK (charged_days BETWEEN 0 AND last_day - first_day + 1),
    ADD COLUMN spared_micros bigint NOT NULL DEFAULT 0 CHECK (spared_micros >= 0),
    DROP CONSTRAINT ads_effect_booking_never_overspent,
    ADD CONSTRAINT ads_effect_booking_never_overspent CHECK (settled_micros + spared_micros <= frozen_micros);
UPDATE ads_effect_booking b SET charged_days = (SELECT count(*) FROM ads_effect_day d WHERE d.booking = b.id);
DROP INDEX ads_effect_booking_due;
CREATE INDEX ads_effect_booking_due ON ads_effect_booking (first_day) WHERE charged_days < last_day - first_day + 1;

CREATE INDEX ads_stop_owner ON ads_stop (owner, stopped_at);
