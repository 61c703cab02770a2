package ovation.wallet;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.base.SubjectRef;
import ovation.ledger.Money;

/**
 * A pack that somebody has begun to buy: the offer copied as it was.
 *
 * @param id also the charge's, and the money transfer's
 * @param tax contained in the price
 * @param consentAt when the buyer agreed that the coins are there at once
 * @param paidAt null until the provider has confirmed
 */
record Purchase(
        UUID id,
        UUID person,
        UUID pack,
        String region,
        String channel,
        long coins,
        long bonusCoins,
        Money price,
        Money tax,
        int taxPerMillion,
        boolean taxAtSale,
        @Nullable Integer validDays,
        @Nullable Integer bonusValidDays,
        String method,
        @Nullable Instant consentAt,
        Instant begunAt,
        @Nullable Instant paidAt) {

    static final String KIND = "coins.purchase";

    SubjectRef cause() {
        return new SubjectRef("coin_purchase", id);
    }

    /** What stands in COIN_DEFERRED_REVENUE until the coins are spent: the tax too if it is due only then. */
    Money deferred() {
        return taxAtSale ? price.minus(tax) : price;
    }

    String page() {
        return "/coins/purchases/" + id;
    }
}
