package ovation.ads.topview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ads.Days;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;

/**
 * A bought share of a market's day.
 *
 * @param share of the day's people, in per cent
 * @param cpmMicros the fixed price of a thousand impressions
 * @param impressions that were forecast and are paid for
 * @param frozenMicros taken from the prepaid balance on order
 * @param settledMicros charged of it so far
 * @param ended {@code cancelled} or {@code settled}; null while it stands
 * @param releasedMicros given back when it ended
 */
record TopViewBooking(
        UUID id,
        UUID business,
        UUID creative,
        UUID video,
        String market,
        LocalDate day,
        int share,
        String currency,
        long cpmMicros,
        long impressions,
        long frozenMicros,
        long settledMicros,
        Instant bookedAt,
        @Nullable String ended,
        long releasedMicros) {

    /** {@code booked}, {@code running}, {@code closing}, {@code cancelled} or {@code settled}. */
    String state(Instant now) {
        if (ended != null) {
            return ended;
        }
        var today = Days.of(now);
        return day.isAfter(today) ? "booked" : day.equals(today) ? "running" : "closing";
    }

    boolean begun(Instant now) {
        return !now.isBefore(Days.startOf(day));
    }

    Account prepaid() {
        return prepaid(business, currency);
    }

    Account reserved() {
        return reserved(business, currency);
    }

    static Account prepaid(UUID business, String currency) {
        return new Account(AccountKind.ADVERTISER_PREPAID, business, currency);
    }

    static Account reserved(UUID business, String currency) {
        return new Account(AccountKind.ADVERTISER_RESERVED, business, currency);
    }

    Money money(long micros) {
        return new Money(micros, currency);
    }

    /** What neither was charged nor has gone back. */
    long leftMicros() {
        return ended == null ? frozenMicros - settledMicros : 0;
    }
}
