package ovation.rewards;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ovation.ledger.Money;

/**
 * Bars of one currency's earnings by day, drawn as SVG on the server. Coordinates are whole units of a view box of
 * {@value #WIDTH} by {@value #HEIGHT}.
 */
record EarningsChart(List<Bar> bars, Money total, @Nullable LocalDate best, Money most) {

    static final int WIDTH = 720;
    static final int HEIGHT = 140;
    private static final int LEAST_VISIBLE = 2;

    /** @param available whether it can be paid out, else it is estimated */
    record Bar(LocalDate day, int x, int y, int width, int height, Money amount, boolean available) {}

    static EarningsChart of(List<Earnings.Day> days, String currency, LocalDate from, LocalDate to) {
        var byDay = new HashMap<LocalDate, Earnings.Day>();
        var total = Money.zero(currency);
        var most = Money.zero(currency);
        @Nullable LocalDate best = null;
        for (var day : days) {
            if (day.amount().currency().equals(currency)) {
                byDay.put(day.day(), day);
                total = total.plus(day.amount());
                if (day.amount().compareTo(most) > 0) {
                    most = day.amount();
                    best = day.day();
                }
            }
        }
        var number = (int) (to.toEpochDay() - from.toEpochDay()) + 1;
        var bars = new ArrayList<Bar>(number);
        for (var i = 0; i < number; i++) {
            var day = from.plusDays(i);
            var earned = byDay.get(day);
            var amount = earned == null ? Money.zero(currency) : earned.amount();
            var height = height(amount, most);
            var left = i * WIDTH / number;
            var width = Math.max(1, ((i + 1) * WIDTH / number - left) * 7 / 10);
            bars.add(new Bar(
                    day,
                    left,
                    HEIGHT - height,
                    width,
                    height,
                    amount,
                    earned != null && earned.state().equals("available")));
        }
        return new EarningsChart(bars, total, best, most);
    }

    private static int height(Money amount, Money most) {
        if (amount.isZero()) {
            return 0;
        }
        var share = BigDecimal.valueOf(amount.micros())
                .multiply(BigDecimal.valueOf(HEIGHT))
                .divide(BigDecimal.valueOf(most.micros()), RoundingMode.HALF_UP);
        return Math.max(LEAST_VISIBLE, share.intValue());
    }
}
