package ovation.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An amount of one currency in millionths of its unit: integer, exact, never mixed with another currency.
 *
 * @param micros millionths of the currency's unit; 1,000,000 micros of EUR are one euro
 * @param currency ISO 4217 code in upper case
 */
public record Money(long micros, String currency) implements Comparable<Money> {

    public static final long MICROS = 1_000_000;

    /** The currency of coins, which have no fraction: its amounts are whole coins, not millionths. */
    public static final String COIN = "COIN";

    public Money {
        if (!currency.matches("[A-Z]{3,4}")) {
            throw new IllegalArgumentException("Not a currency: " + currency);
        }
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /** @param amount decimal, with at most six places, for example {@code 12.50} */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount).movePointRight(6).longValueExact(), currency);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(micros, same(other).micros), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(micros, same(other).micros), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(micros), currency);
    }

    @JsonIgnore
    public boolean isPositive() {
        return micros > 0;
    }

    @JsonIgnore
    public boolean isZero() {
        return micros == 0;
    }

    /** This share of the amount, rounded down. @param perMillion of the whole, 500,000 for a half */
    public Money share(long perMillion) {
        var share = BigDecimal.valueOf(micros)
                .multiply(BigDecimal.valueOf(perMillion))
                .movePointLeft(6)
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
        return new Money(share, currency);
    }

    /**
     * Splits by weights so that the parts sum to the whole: each gets its share rounded down, and the micros left over
     * go one each to the largest remainders, the earlier weight first among equals (largest remainder, Hamilton 1792).
     *
     * @param weights not negative, not all zero
     */
    public Money[] allocate(long... weights) {
        var total = BigDecimal.ZERO;
        for (var weight : weights) {
            if (weight < 0) {
                throw new IllegalArgumentException("A weight is negative");
            }
            total = total.add(BigDecimal.valueOf(weight));
        }
        if (total.signum() == 0 || micros < 0) {
            throw new IllegalArgumentException("Nothing to split by, or a negative amount");
        }
        var parts = new long[weights.length];
        var remainders = new BigDecimal[weights.length];
        for (var i = 0; i < weights.length; i++) {
            var shares = BigDecimal.valueOf(micros)
                    .multiply(BigDecimal.valueOf(weights[i]))
                    .divideAndRemainder(total);
            parts[i] = shares[0].longValueExact();
            remainders[i] = shares[1];
        }
        var left = (int) (micros - Arrays.stream(parts).sum());
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
                .limit(left)
                .forEach(i -> parts[i]++);
        return Stream.of(Arrays.stream(parts).boxed().toArray(Long[]::new))
                .map(part -> new Money(part, currency))
                .toArray(Money[]::new);
    }

    /** The plain decimal with all six places cut to at least two, for example {@code 12.50} or {@code 0.003125}. */
    public String decimal() {
        var exact = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
        return exact.setScale(Math.max(2, exact.scale())).toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(micros, same(other).micros);
    }

    @Override
    public String toString() {
        return decimal() + " " + currency;
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Currencies never mix: " + currency + " and " + other.currency);
        }
        return other;
    }
}
