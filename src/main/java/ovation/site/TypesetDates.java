package ovation.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The bean {@code dates} of templates: days and times as the reader writes them. Moments are said in UTC. */
@Component("dates")
class TypesetDates {

    private static final Pattern DAY_BEFORE_MONTH = Pattern.compile("\\bd (?=M)");
    private static final Pattern WEEKDAY_BEFORE_DAY = Pattern.compile("(E+) (?=d)");
    private static final Pattern ISO_HOUR = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}.*");

    /**
     * By a pattern in the English order: {@code EEE d MMM yyyy} is written <i>Sun 15 Nov 2026</i> and, as German ordinals
     * have a dot, <i>So., 15. Nov. 2026</i>.
     */
    public String format(@Nullable TemporalAccessor time, String pattern) {
        if (time == null) {
            return "–";
        }
        var locale = LocaleContextHolder.getLocale();
        var its = locale.getLanguage().equals(Locale.GERMAN.getLanguage()) ? german(pattern) : pattern;
        return DateTimeFormatter.ofPattern(its, locale)
                .format(time instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : time);
    }

    /** {@code 15 Nov 2026}. */
    public String day(@Nullable TemporalAccessor time) {
        return format(time, "d MMM yyyy");
    }

    /** {@code 15 Nov 2026}, {@code 15 Nov – 2 Dec 2026}, {@code 15 Dec 2026 – 2 Jan 2027}. */
    public String days(LocalDate first, LocalDate last) {
        if (first.equals(last)) {
            return day(first);
        }
        return (first.getYear() == last.getYear() ? format(first, "d MMM") : day(first)) + " – " + day(last);
    }

    /** {@code 15 Nov 2026, 20:00:00 UTC}. */
    public String second(@Nullable Instant moment) {
        return moment == null ? "–" : format(moment, "d MMM yyyy, HH:mm:ss") + " UTC";
    }

    /** What reports call a time: {@code 2026-11-15}, or {@code 2026-11-15T20:00}; anything else stays as it is. */
    public String ofReport(String time, boolean year) {
        var day = year ? "d MMM yyyy" : "d MMM";
        if (time.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return format(LocalDate.parse(time), day);
        }
        return ISO_HOUR.matcher(time).matches()
                ? format(LocalDate.parse(time.substring(0, 10)), day) + ", " + time.substring(11, 13) + ":00"
                : time;
    }

    private static String german(String pattern) {
        return WEEKDAY_BEFORE_DAY
                .matcher(DAY_BEFORE_MONTH.matcher(pattern).replaceAll("d. "))
                .replaceAll("$1, ");
    }
}
