package ovation.wallet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ledger.Money;

/**
 * An offer of coins as it stood when it was made; a changed price is another pack.
 *
 * @param taxPerMillion contained in the price: 190,000 for 19 %
 * @param taxAtSale whether the tax is due when the coins are sold, else when they are spent
 * @param validDays how long the paid coins can be spent; null for ever
 */
record Pack(
        UUID id,
        String region,
        String channel,
        int slot,
        long coins,
        long bonusCoins,
        Money price,
        int taxPerMillion,
        boolean taxAtSale,
        @Nullable Integer validDays,
        @Nullable Integer bonusValidDays) {

    private static final int MICRO_PLACES = 6;

    /** The tax in the price, to the cent: what an invoice shows. */
    Money tax() {
        var tax = BigDecimal.valueOf(price.micros(), MICRO_PLACES)
                .multiply(BigDecimal.valueOf(taxPerMillion))
                .divide(BigDecimal.valueOf(1_000_000L + taxPerMillion), places(price.currency()), RoundingMode.HALF_UP);
        return new Money(tax.movePointRight(MICRO_PLACES).longValueExact(), price.currency());
    }

    /** The price of one coin, bonus coins not counted, rounded up to a hundredth of a cent. */
    public Money perCoin() {
        var each = BigDecimal.valueOf(price.micros(), MICRO_PLACES)
                .divide(BigDecimal.valueOf(coins), places(price.currency()) + 2, RoundingMode.UP);
        return new Money(each.movePointRight(MICRO_PLACES).longValueExact(), price.currency());
    }

    /** Rounded up to what can be paid in the currency. */
    static Money payable(Money exact) {
        var rounded = BigDecimal.valueOf(exact.micros(), MICRO_PLACES)
                .setScale(places(exact.currency()), RoundingMode.CEILING);
        return new Money(rounded.movePointRight(MICRO_PLACES).longValueExact(), exact.currency());
    }

    private static int places(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
