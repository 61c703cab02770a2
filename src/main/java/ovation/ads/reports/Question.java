package ovation.ads.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.base.Refused;

/**
 * What a report is asked for.
 *
 * @param from first day, in the business's time zone; {@code to} the last
 * @param level {@code total}, {@code campaign}, {@code group} or {@code ad}
 * @param time {@code none}, {@code day} or {@code hour}
 * @param campaign only of this one; null for all
 */
record Question(
        LocalDate from,
        LocalDate to,
        String level,
        String time,
        Dimension breakdown,
        @Nullable UUID campaign,
        @Nullable UUID adGroup,
        @Nullable UUID ad) {

    static final int MOST_DAYS = 400;
    private static final int MOST_DAYS_BY_HOUR = 62;
    private static final int STANDARD_DAYS = 28;
    private static final Set<String> LEVELS = Set.of("total", "campaign", "group", "ad");
    private static final Set<String> TIMES = Set.of("none", "day", "hour");

    /** As it comes over the wire; what is null or empty has a standard: the last 28 days by day. */
    record Asked(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String level,
            @Nullable String time,
            @Nullable String breakdown,
            @Nullable UUID campaign,
            @Nullable UUID adGroup,
            @Nullable UUID ad) {}

    static Question of(Asked asked, LocalDate today) {
        var wrong = new HashMap<String, String>();
        var to = asked.to() == null ? today : asked.to();
        var from = asked.from() == null ? to.minusDays(STANDARD_DAYS - 1L) : asked.from();
        var time = orElse(asked.time(), "day");
        var level = orElse(asked.level(), "total");
        var breakdown = Dimension.of(orElse(asked.breakdown(), "all"));
        if (from.isAfter(to)) {
            wrong.put("to", "before_start");
        } else if (from.isBefore(LocalDate.of(2000, 1, 1))
                || to.isAfter(LocalDate.of(2200, 1, 1))
                || ChronoUnit.DAYS.between(from, to) >= (time.equals("hour") ? MOST_DAYS_BY_HOUR : MOST_DAYS)) {
            wrong.put("from", "span_too_long");
        }
        if (!LEVELS.contains(level)) {
            wrong.put("level", "not_offered");
        }
        if (!TIMES.contains(time)) {
            wrong.put("time", "not_offered");
        }
        if (breakdown.isEmpty()) {
            wrong.put("breakdown", "not_offered");
        }
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
        return new Question(
                from, to, level, time, breakdown.orElseThrow(), asked.campaign(), asked.adGroup(), asked.ad());
    }

    private static String orElse(@Nullable String text, String standard) {
        return text == null || text.isEmpty() ? standard : text;
    }

    /** The same question of as many days before. */
    Question previous() {
        var days = ChronoUnit.DAYS.between(from, to) + 1;
        return new Question(from.minusDays(days), to.minusDays(days), level, time, breakdown, campaign, adGroup, ad);
    }

    Question with(String otherLevel, String otherTime, Dimension other) {
        return new Question(from, to, otherLevel, otherTime, other, campaign, adGroup, ad);
    }

    Instant begins(ZoneId zone) {
        return from.atStartOfDay(zone).toInstant();
    }

    Instant ends(ZoneId zone) {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** One line, read again by {@link #decode}. */
    String encode() {
        return String.join(
                "|",
                from.toString(),
                to.toString(),
                level,
                time,
                breakdown.stored(),
                text(campaign),
                text(adGroup),
                text(ad));
    }

    static Question decode(String text) {
        var parts = text.split("\\|", -1);
        return new Question(
                LocalDate.parse(parts[0]),
                LocalDate.parse(parts[1]),
                parts[2],
                parts[3],
                Dimension.of(parts[4]).orElseThrow(),
                id(parts[5]),
                id(parts[6]),
                id(parts[7]));
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }

    private static @Nullable UUID id(String text) {
        return text.isEmpty() ? null : UUID.fromString(text);
    }
}
