package ovation.ads;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ledger.Leg;
import ovation.ledger.Money;

/** Money that the platform gives back to a business: onto the prepaid balance, on a credit note of the month. */
public interface Credits {

    enum Kind {
        /** Charges whose traffic was found to be invalid after they were billed. */
        INVALID_TRAFFIC,
        /** What a guarantee promised and did not keep. */
        GUARANTEE
    }

    /**
     * @param id UUIDv7 made by the caller, who stores it with his fact: the idempotency key and the ledger's transfer
     * @param campaign that it is about; null if about none
     * @param reason one line for the advertiser, 1 to 300 characters
     * @param amount positive
     */
    record Credit(UUID id, UUID business, @Nullable UUID campaign, Kind kind, String reason, Money amount) {}

    /**
     * Gives it once, in the caller's transaction; the platform bears it. The same id again changes nothing.
     *
     * @throws IllegalStateException if the id was used for another credit
     */
    default void give(Credit credit) {
        give(credit, List.of());
    }

    /**
     * @param bearers debits of the accounts that bear a part of it, for example revenue that nobody was given yet; what they
     *     leave, the platform bears
     */
    void give(Credit credit, List<Leg> bearers);
}
