package ovation.ads.effect;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;

/**
 * Days at the top of a market's tray.
 *
 * @param dayMicros the fixed price of a day
 * @param frozenMicros taken from the prepaid balance on order: all days
 * @param settledMicros charged of it so far, day by day
 * @param chargedDays how many of its days that were
 * @param ended {@code cancelled} or {@code withdrawn}; null if it runs to its last day
 * @param until the last day that is charged, if it ended early
 * @param releasedMicros given back when it ended early, and for the time in which the platform had stopped all ads
 */
record EffectBooking(
        UUID id,
        UUID business,
        UUID effect,
        String market,
        LocalDate firstDay,
        LocalDate lastDay,
        String currency,
        long dayMicros,
        long frozenMicros,
        long settledMicros,
        int chargedDays,
        Instant bookedAt,
        @Nullable String ended,
        @Nullable LocalDate until,
        long releasedMicros) {

    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

    static LocalDate dayOf(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate();
    }

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    int days() {
        return (int) ChronoUnit.DAYS.between(firstDay, lastDay) + 1;
    }

    /** The last day on which it is first in the tray; before the first day: none. */
    LocalDate last() {
        return until == null ? lastDay : until;
    }

    /** {@code booked}, {@code running}, {@code closing} (its last day is not charged yet), {@code completed}, or how it ended. */
    String state(Instant now) {
        if (ended != null) {
            return ended;
        }
        var today = dayOf(now);
        if (firstDay.isAfter(today)) {
            return "booked";
        }
        return !lastDay.isBefore(today) ? "running" : chargedDays < days() ? "closing" : "completed";
    }

    /** Of a day with so many seconds without ads, in the business's favour. */
    long priceMicros(int stoppedSeconds) {
        return Math.multiplyExact(dayMicros, DAY_SECONDS - stoppedSeconds) / DAY_SECONDS;
    }

    /** Frozen, and neither charged nor given back. */
    long leftMicros() {
        return frozenMicros - settledMicros - releasedMicros;
    }

    Money money(long micros) {
        return new Money(micros, currency);
    }

    Account prepaid() {
        return new Account(AccountKind.ADVERTISER_PREPAID, business, currency);
    }

    Account reserved() {
        return new Account(AccountKind.ADVERTISER_RESERVED, business, currency);
    }

    SubjectRef cause() {
        return new SubjectRef("effect_booking", id);
    }
}
