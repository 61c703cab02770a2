package ovation.wallet;

import java.util.List;
import java.util.UUID;
import ovation.ledger.Money;

/** What became of a spend; the same for the first call and each replay. */
public sealed interface SpendOutcome {

    /** @param paid what the person had paid for these coins, tax included; one amount for each currency */
    record Spent(UUID spend, Coins coins, List<Money> paid, boolean replayed) implements SpendOutcome {

        public Spent {
            paid = List.copyOf(paid);
        }
    }

    /** Nothing moved, nothing is stored. @param left what can be spent */
    record NotEnough(Coins left) implements SpendOutcome {}

    /** The wallet neither buys nor spends until a lost dispute is settled. */
    record Frozen() implements SpendOutcome {}

    /** More than a person may spend in 24 hours. Nothing moved, nothing is stored. @param left what may still be spent now */
    record OverLimit(Coins left) implements SpendOutcome {}
}
