package ovation.ads.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/** When an ad group serves, and whose midnight ends its day: 48 half hours on 7 days of the week, in a time zone. */
public final class Timetable {

    public static final int HALF_HOURS = 48 * 7;
    public static final Timetable ALWAYS = new Timetable(ZoneOffset.UTC, "");

    private final ZoneId zone;
    private final String halfHours;
    private volatile Day known = new Day(LocalDate.EPOCH, "", 0, 0);

    private record Day(LocalDate date, String name, long from, long to) {

        boolean has(Instant at) {
            return from <= at.getEpochSecond() && at.getEpochSecond() < to;
        }
    }

    /** @param halfHours 336 characters {@code 0} or {@code 1}, from Monday 00:00 on; empty for always */
    public Timetable(ZoneId zone, String halfHours) {
        if (!halfHours.isEmpty() && !halfHours.matches("[01]{" + HALF_HOURS + "}")) {
            throw new IllegalArgumentException("A timetable has " + HALF_HOURS + " half hours");
        }
        this.zone = zone;
        this.halfHours = halfHours;
    }

    public ZoneId zone() {
        return zone;
    }

    public String halfHours() {
        return halfHours;
    }

    public boolean always() {
        return halfHours.isEmpty();
    }

    public boolean open(Instant at) {
        if (halfHours.isEmpty()) {
            return true;
        }
        var local = at.atZone(zone);
        var slot = (local.getDayOfWeek().getValue() - 1) * 48 + local.getHour() * 2 + local.getMinute() / 30;
        return halfHours.charAt(slot) == '1';
    }

    /** The day as text, made once a day: each line of an auction asks for it. */
    public String nameOfDay(Instant at) {
        return day(at).name;
    }

    public Instant startOfDay(Instant at) {
        return Instant.ofEpochSecond(day(at).from);
    }

    public Instant endOfDay(Instant at) {
        return Instant.ofEpochSecond(day(at).to);
    }

    private Day day(Instant at) {
        var day = known;
        if (!day.has(at)) {
            var date = at.atZone(zone).toLocalDate();
            day = new Day(
                    date,
                    date.toString(),
                    date.atStartOfDay(zone).toEpochSecond(),
                    date.plusDays(1).atStartOfDay(zone).toEpochSecond());
            known = day;
        }
        return day;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Timetable that && zone.equals(that.zone) && halfHours.equals(that.halfHours);
    }

    @Override
    public int hashCode() {
        return Objects.hash(zone, halfHours);
    }
}
