package ovation.ads;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Days are UTC days. */
final class Days {

    private Days() {}

    static LocalDate of(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static Instant endOf(Instant at) {
        return startOf(of(at).plusDays(1));
    }
}
