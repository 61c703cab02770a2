package ovation.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

class TypesetDatesTests {

    private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 15);
    private static final Instant EVENING = Instant.parse("2026-11-15T20:04:05Z");

    private final TypesetDates dates = new TypesetDates();

    @AfterEach
    void nobody_reads_any_more() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void a_german_day_has_a_dot_and_its_weekday_a_comma() {
        LocaleContextHolder.setLocale(Locale.GERMAN);
        assertThat(dates.format(SUNDAY, "d MMM")).isEqualTo("15. Nov.");
        assertThat(dates.format(SUNDAY, "EEE d MMM yyyy")).isEqualTo("So., 15. Nov. 2026");
        assertThat(dates.format(SUNDAY, "EEEE d MMMM")).isEqualTo("Sonntag, 15. November");
        assertThat(dates.format(SUNDAY, "MMMM yyyy")).isEqualTo("November 2026");
        assertThat(dates.format(SUNDAY, "EEE")).isEqualTo("So.");
        assertThat(dates.second(EVENING)).isEqualTo("15. Nov. 2026, 20:04:05 UTC");
    }

    @Test
    void an_english_day_is_as_its_pattern_says() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(dates.format(SUNDAY, "EEE d MMM yyyy")).isEqualTo("Sun 15 Nov 2026");
        assertThat(dates.day(EVENING)).isEqualTo("15 Nov 2026");
        assertThat(dates.second(EVENING)).isEqualTo("15 Nov 2026, 20:04:05 UTC");
        assertThat(dates.day(null)).isEqualTo("–");
    }

    @Test
    void days_name_what_they_share_once() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(dates.days(SUNDAY, SUNDAY)).isEqualTo("15 Nov 2026");
        assertThat(dates.days(SUNDAY, LocalDate.of(2026, 12, 2))).isEqualTo("15 Nov – 2 Dec 2026");
        assertThat(dates.days(SUNDAY, LocalDate.of(2027, 1, 2))).isEqualTo("15 Nov 2026 – 2 Jan 2027");
    }

    @Test
    void the_times_of_reports_are_written_out_and_other_words_left() {
        LocaleContextHolder.setLocale(Locale.GERMAN);
        assertThat(dates.ofReport("2026-11-05", true)).isEqualTo("5. Nov. 2026");
        assertThat(dates.ofReport("2026-11-05T08:00", false)).isEqualTo("5. Nov., 08:00");
        assertThat(dates.ofReport("", true)).isEmpty();
    }
}
