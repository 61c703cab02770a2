package ovation.ads;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Days are UTC days. */
public final class Days {

    private Days() {}

    public static LocalDate of(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** The day as text, made once a day: each line of an auction asks for it. */
    static String nameOf(Instant at) {
        var day = Math.floorDiv(at.getEpochSecond(), 86_400);
        var known = latest;
        if (known.day != day) {
            known = new Named(day, LocalDate.ofEpochDay(day).toString());
            latest = known;
        }
        return known.name;
    }

    private record Named(long day, String name) {}

    private static volatile Named latest = new Named(0, LocalDate.EPOCH.toString());

    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public static Instant endOf(Instant at) {
        return startOf(of(at).plusDays(1));
    }
}
