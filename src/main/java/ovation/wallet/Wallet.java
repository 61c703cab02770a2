package ovation.wallet;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.base.SubjectRef;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/**
 * A person's coins. They are bought and spent here; there is no way to hand them to another person or to turn them into money,
 * save the refund of what was not spent.
 */
public interface Wallet {

    /**
     * @param usable can be spent now
     * @param bonus of these, not paid for; spent last
     * @param disputed cannot be spent while a bank decides about their payment
     * @param frozen whether the wallet neither buys nor spends
     * @param paid what was paid for the usable coins, for each currency
     */
    record Holding(Coins usable, Coins bonus, Coins disputed, boolean frozen, List<Money> paid) {

        public Holding {
            paid = List.copyOf(paid);
        }
    }

    Holding holding(UUID person);

    /**
     * @param id UUIDv7, made by the caller: the idempotency key
     * @param kind of the business fact in lower case, for example {@code thanks}
     * @param cause what the coins are spent on, so that each leads back to it
     * @param beneficiary who gets a share; null when nobody does
     */
    record SpendRequest(
            UUID id,
            UUID person,
            Coins coins,
            String kind,
            SubjectRef cause,
            @Nullable Beneficiary beneficiary) {}

    /** @param sharePerMillion of the price net of tax */
    record Beneficiary(UUID creator, long sharePerMillion) {}

    /**
     * Spends in the caller's transaction, so that the coins and what they buy commit together. First in, first out, bonus coins
     * last; their deferred revenue becomes revenue, and the creator's share is estimated until it is certain.
     *
     * @throws ovation.base.Refused {@code id_reused} for a known id with other content
     */
    SpendOutcome spend(SpendRequest request);

    /** Whether the id is known: for callers whose ids follow from a key and a day. */
    boolean spent(UUID spend);

    /**
     * What so many coins cost at the price of the smallest pack of the viewer's region, to be shown beside every number of
     * coins; empty where no coins are sold.
     */
    Optional<Money> price(Viewer viewer, Coins coins);
}
