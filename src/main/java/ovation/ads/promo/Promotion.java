package ovation.ads.promo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;

/**
 * A bought promotion; its id is that of the challenge or paid sound. Days are UTC days.
 *
 * @param sound the sound that it is about, or that its posts must use; null for none
 * @param headline of its banner, {@code line} below it, {@code link} where it leads, {@code video} its clip if it has one
 * @param cpmMicros the fixed price of a thousand impressions of a boosted post
 * @param placeMicros frozen for days of places, {@code boostMicros} for boosts, {@code prizeMicros} for prizes; what ends in
 *     {@code Settled} has left them
 * @param onAir false while a moderator's rejection stands
 * @param ended {@code cancelled} or {@code settled}; null while it stands
 */
public record Promotion(
        UUID id,
        String kind,
        UUID business,
        String currency,
        String sponsor,
        String headline,
        String line,
        String callToAction,
        String link,
        @Nullable UUID video,
        @Nullable UUID sound,
        LocalDate firstDay,
        LocalDate lastDay,
        long cpmMicros,
        long placeMicros,
        long boostMicros,
        long prizeMicros,
        long placeSettled,
        long boostSettled,
        long prizeSettled,
        boolean onAir,
        String bookingKey,
        Instant bookedAt,
        @Nullable String ended,
        long releasedMicros) {

    /** {@code booked}, {@code running}, {@code closing} (late reports still count), {@code cancelled} or {@code settled}. */
    public String state(Instant now) {
        if (ended != null) {
            return ended;
        }
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return firstDay.isAfter(today) ? "booked" : lastDay.isBefore(today) ? "closing" : "running";
    }

    public boolean running(Instant now) {
        return state(now).equals("running");
    }

    /** Who paid, as people see it; a paid sound says that it is one. */
    public String label() {
        return kind.equals("sound") ? sponsor + " · Paid sound" : sponsor;
    }

    public boolean cancellable(Instant now) {
        return state(now).equals("booked");
    }

    public long frozenMicros() {
        return placeMicros + boostMicros + prizeMicros;
    }

    public long settledMicros() {
        return placeSettled + boostSettled + prizeSettled;
    }

    public Money money(long micros) {
        return new Money(micros, currency);
    }

    public Instant begins() {
        return firstDay.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The first instant after it. */
    public Instant ends() {
        return lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public Account reserved() {
        return new Account(AccountKind.ADVERTISER_RESERVED, business, currency);
    }

    Account prepaid() {
        return new Account(AccountKind.ADVERTISER_PREPAID, business, currency);
    }

    /** What its transfers name as their cause. */
    public SubjectRef cause() {
        return new SubjectRef("promotion", id);
    }
}
