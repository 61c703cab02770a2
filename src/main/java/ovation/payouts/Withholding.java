package ovation.payouts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import ovation.ledger.Money;

/**
 * United States tax withheld from a payout, a simplified rule of the platforms' practice: with a W-9 none; with a W-8BEN 30 %
 * or the treaty's rate of what viewers in the United States brought; without a form 24 % of everything.
 *
 * @param usPerMillion the part that came from the United States, of a million
 * @param ratePerMillion of that part
 */
record Withholding(int usPerMillion, int ratePerMillion) {

    private static final int WHOLE = 1_000_000;
    private static final int BACKUP_RATE = 240_000;
    private static final int FOREIGN_RATE = 300_000;
    private static final int PLACES_OF_MICROS = 6;

    /** @param form null if there is none */
    static Withholding of(@Nullable TaxForm form, int usPerMillion) {
        if (form == null) {
            return new Withholding(WHOLE, BACKUP_RATE);
        }
        return switch (form.kind()) {
            case W9 -> new Withholding(usPerMillion, 0);
            case W8BEN ->
                new Withholding(usPerMillion, form.treatyPerMillion() == null ? FOREIGN_RATE : form.treatyPerMillion());
        };
    }

    /** Exact, then rounded half up to what the currency can pay. */
    Money from(Money gross) {
        var exact = BigDecimal.valueOf(gross.micros())
                .multiply(BigDecimal.valueOf((long) usPerMillion * ratePerMillion))
                .movePointLeft(2 * PLACES_OF_MICROS);
        return new Money(round(exact, gross.currency(), RoundingMode.HALF_UP), gross.currency());
    }

    /** What of an amount a bank can pay: whole cents, or whole yen. */
    static Money payable(Money amount) {
        return new Money(
                round(BigDecimal.valueOf(amount.micros()), amount.currency(), RoundingMode.FLOOR), amount.currency());
    }

    static int places(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    private static long round(BigDecimal micros, String currency, RoundingMode mode) {
        var unit = PLACES_OF_MICROS - places(currency);
        return micros.movePointLeft(unit).setScale(0, mode).movePointRight(unit).longValueExact();
    }
}
