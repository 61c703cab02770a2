package ovation.site;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import ovation.ledger.Money;

/** The bean {@code money} of templates: amounts with sign and currency, in the reader's way to write them. */
@Component("money")
class TypesetMoney {

    private static final int PLACES_OF_SMALL_AMOUNTS = 4;
    private static final int PLACES_OF_MICROS = 6;

    /** A sign that is letters needs room: CHF 5.00. */
    private static final Pattern CODE_BEFORE_DIGIT = Pattern.compile("(\\p{L})(?=\\d)");

    /** To the cent; an amount below a cent to four places, rounded toward zero so that nothing looks like more than it is. */
    public String format(@Nullable Money money) {
        if (money == null) {
            return "–";
        }
        var cents = Math.max(0, currency(money).getDefaultFractionDigits());
        var amount = BigDecimal.valueOf(money.micros(), PLACES_OF_MICROS);
        var small = amount.signum() != 0 && amount.abs().compareTo(BigDecimal.ONE.movePointLeft(cents)) < 0;
        return typeset(amount, money, cents, small ? PLACES_OF_SMALL_AMOUNTS : cents);
    }

    /** Every micro: at least cents, at most six places. */
    public String formatExact(@Nullable Money money) {
        if (money == null) {
            return "–";
        }
        var cents = Math.max(0, currency(money).getDefaultFractionDigits());
        return typeset(BigDecimal.valueOf(money.micros(), PLACES_OF_MICROS), money, cents, PLACES_OF_MICROS);
    }

    /** With a plus before what is received. */
    public String signed(@Nullable Money money) {
        return money != null && money.isPositive() ? "+" + format(money) : format(money);
    }

    /** The class of the amount: green for received, red for lost, grey for nothing. */
    public String tone(@Nullable Money money) {
        if (money == null || money.isZero()) {
            return "money--none";
        }
        return money.isPositive() ? "money--in" : "money--out";
    }

    private static String typeset(BigDecimal amount, Money money, int least, int most) {
        if (money.currency().equals(Money.COIN)) {
            // Whole coins, not millionths.
            return NumberFormat.getIntegerInstance(locale())
                            .format(money.micros())
                            .replace('-', '−') + " COIN";
        }
        var format = NumberFormat.getCurrencyInstance(locale());
        format.setCurrency(currency(money));
        format.setMinimumFractionDigits(least);
        format.setMaximumFractionDigits(most);
        format.setRoundingMode(RoundingMode.DOWN);
        // A real minus sign has the width of a digit.
        return CODE_BEFORE_DIGIT
                .matcher(format.format(amount))
                .replaceAll("$1\u00a0")
                .replace('-', '−');
    }

    private static Locale locale() {
        var locale = LocaleContextHolder.getLocale();
        // Plain "en" writes the currency's code instead of its sign.
        return locale.getLanguage().equals("de") ? Locale.GERMANY : Locale.US;
    }

    private static Currency currency(Money money) {
        try {
            return Currency.getInstance(money.currency());
        } catch (IllegalArgumentException ours) {
            return Currency.getInstance("XXX");
        }
    }
}
