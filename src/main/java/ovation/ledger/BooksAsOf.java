package ovation.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ovation.base.Slice;

/**
 * The books as they stood at a moment: as they had been written then ({@link Basis#BOOKED}), or counting what had happened by then,
 * whenever it was written ({@link Basis#EFFECTIVE}). Exact, hot accounts too. Holds move nothing, and are not in it.
 *
 * <p>Every {@code before} is exclusive: the balances of 31 October are those before 1 November, 0:00 UTC. Null is now.
 */
public interface BooksAsOf {

    enum Basis {
        BOOKED,
        EFFECTIVE
    }

    /** In the account's own direction: positive is what it normally holds. */
    Money balance(Account account, Instant before, Basis basis);

    /** All kinds with an account that has ever moved, in the order of the chart. */
    TrialBalance trialBalance(String currency, @Nullable Instant before, Basis basis);

    /** The accounts behind a line of the trial balance, by owner. @param limit 1 to 1000 */
    Slice<AccountTurnover> accounts(
            AccountKind kind,
            String currency,
            @Nullable Instant before,
            Basis basis,
            @Nullable String cursor,
            int limit);

    /** @param lines their net amounts sum to zero, and so do debits against credits, or the books are broken */
    record TrialBalance(String currency, @Nullable Instant before, Basis basis, List<Line> lines, Turnover total) {

        public TrialBalance {
            lines = List.copyOf(lines);
        }

        public boolean balances() {
            return total.net().isZero();
        }
    }

    /** @param accounts how many accounts have moved */
    record Line(AccountKind kind, long accounts, Turnover turnover) {}

    record AccountTurnover(Account account, Turnover turnover) {}

    /** Gross sums, neither negative. */
    record Turnover(Money debits, Money credits) {

        /** Credits less debits. */
        public Money net() {
            return credits.minus(debits);
        }

        /** What stands on the debit side; zero when it stands on the other. */
        public Money debitBalance() {
            return net().micros() < 0 ? net().negated() : Money.zero(debits.currency());
        }

        public Money creditBalance() {
            return net().micros() > 0 ? net() : Money.zero(debits.currency());
        }

        Turnover plus(Turnover other) {
            return new Turnover(debits.plus(other.debits), credits.plus(other.credits));
        }
    }
}
