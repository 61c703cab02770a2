package ovation.wallet;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Coins of one purchase, numbered: those below {@code spent} are spent from the front, the last {@code taken} were taken back.
 * The value of coins a to b is floor(x·b/n) − floor(x·a/n), so that it is whole, and whatever the parts are, they sum to x.
 *
 * @param bonus not paid for
 * @param deferredMicros what stood in COIN_DEFERRED_REVENUE for all of it
 * @param taxMicros beside it if due at sale, else contained in it
 * @param worthMicros of bonus coins: what as many paid ones of the same pack were sold for, net; what creators' shares are of
 * @param frozenBy the dispute
 */
record Lot(
        UUID id,
        UUID person,
        UUID purchase,
        boolean bonus,
        long coins,
        long spent,
        long taken,
        String currency,
        long deferredMicros,
        long taxMicros,
        boolean taxAtSale,
        long worthMicros,
        @Nullable UUID frozenBy,
        Instant issuedAt,
        @Nullable Instant expiresAt) {

    long left() {
        return coins - spent - taken;
    }

    /** The next coins to be spent. */
    Part front(long number) {
        return part(spent, number);
    }

    /** The last coins that are left. */
    Part back(long number) {
        return part(coins - taken - number, number);
    }

    private Part part(long first, long number) {
        if (number < 1 || number > left()) {
            throw new IllegalArgumentException("Lot " + id + " has not " + number + " coins left");
        }
        var end = first + number;
        var deferred = value(deferredMicros, end) - value(deferredMicros, first);
        var tax = value(taxMicros, end) - value(taxMicros, first);
        return new Part(
                this,
                first,
                number,
                deferred,
                taxAtSale ? tax : 0,
                taxAtSale ? 0 : tax,
                value(worthMicros, end) - value(worthMicros, first));
    }

    private long value(long micros, long upTo) {
        return Math.multiplyExact(micros, upTo) / coins;
    }

    /**
     * Some coins of a lot and what they stand for, in micros.
     *
     * @param deferred in COIN_DEFERRED_REVENUE
     * @param taxPaid in SALES_TAX_PAYABLE since the sale
     * @param taxDue contained in the deferred amount, due when they are spent
     */
    record Part(Lot lot, long first, long coins, long deferred, long taxPaid, long taxDue, long worth) {

        /** What was paid for these coins. */
        long price() {
            return deferred + taxPaid;
        }

        /** Revenue once they are spent. */
        long revenue() {
            return deferred - taxDue;
        }
    }
}
