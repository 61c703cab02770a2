package ovation.ads.topview;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ovation.ads.topview.BookingTopViews.Quote;

/**
 * A month of whole weeks, Monday first.
 *
 * @param before and {@code after}: the months beside it that have something to offer; null for none
 */
record TopViewCalendar(
        YearMonth month,
        @Nullable YearMonth before,
        @Nullable YearMonth after,
        List<List<Cell>> weeks) {

    /** @param quote of the whole day; null if it cannot be booked */
    record Cell(LocalDate day, boolean inMonth, @Nullable Quote quote) {}

    /** @param today the first day that can be booked; {@code last} the last one */
    static TopViewCalendar of(YearMonth month, LocalDate today, LocalDate last, Map<LocalDate, Quote> quotes) {
        var weeks = new ArrayList<List<Cell>>();
        var day = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        while (!day.isAfter(month.atEndOfMonth())) {
            var week = new ArrayList<Cell>(7);
            for (var i = 0; i < 7; i++) {
                var inMonth = YearMonth.from(day).equals(month);
                week.add(new Cell(day, inMonth, inMonth ? quotes.get(day) : null));
                day = day.plusDays(1);
            }
            weeks.add(week);
        }
        return new TopViewCalendar(
                month,
                month.isAfter(YearMonth.from(today)) ? month.minusMonths(1) : null,
                month.isBefore(YearMonth.from(last)) ? month.plusMonths(1) : null,
                weeks);
    }
}
