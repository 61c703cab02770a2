package ovation.ledger;

import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a transfer must be before the database is asked. Nothing that fails here is stored.
 *
 * <ul>
 *   <li>2 to {@value #MAX_LEGS} legs, of one currency that exists;
 *   <li>each account once: two legs on one account would hide turnover, so the caller sums them;
 *   <li>no leg zero, none beyond {@value #MAX_MICROS} micros (a thousand million units): sums cannot overflow;
 *   <li>the legs sum to zero.
 * </ul>
 */
final class PostingRules {

    static final int MAX_LEGS = 64;
    static final int MAX_TRANSFERS = 5_000;
    static final long MAX_MICROS = 1_000_000_000_000_000L;

    /** ISO 4217, and coins. */
    private static final Set<String> CURRENCIES = Stream.concat(
                    Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode), Stream.of(Money.COIN))
            .collect(Collectors.toUnmodifiableSet());

    private PostingRules() {}

    static Optional<PostingOutcome.Reason> refuse(List<Leg> legs) {
        if (legs.size() < 2 || legs.size() > MAX_LEGS) {
            return unbalanced();
        }
        var currency = legs.getFirst().account().currency();
        var accounts = new HashSet<Account>(legs.size() * 2);
        var sum = 0L;
        for (var leg : legs) {
            if (leg.micros() == 0
                    || leg.micros() > MAX_MICROS
                    || leg.micros() < -MAX_MICROS
                    || !leg.account().currency().equals(currency)
                    || !accounts.add(leg.account())) {
                return unbalanced();
            }
            sum += leg.micros();
        }
        return sum == 0 && CURRENCIES.contains(currency) ? Optional.empty() : unbalanced();
    }

    static boolean amountAllowed(Money amount) {
        return amount.isPositive() && amount.micros() <= MAX_MICROS;
    }

    private static Optional<PostingOutcome.Reason> unbalanced() {
        return Optional.of(PostingOutcome.Reason.NOT_BALANCED);
    }
}
