package ovation.payouts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ledger.Money;

/**
 * One creator's payout of one batch.
 *
 * @param gross what leaves the creator's balance; tax withheld and net sum to it
 * @param endToEnd what the bank calls it: the id without dashes
 * @param reason why it was dropped, rejected or returned: a gate's code or the bank's
 * @param ids the ledger's transfers of this line
 */
record Line(
        UUID id,
        UUID batch,
        UUID person,
        UUID method,
        UUID taxForm,
        Money gross,
        Money withheld,
        Money net,
        Withholding withholding,
        String endToEnd,
        State state,
        @Nullable String reason,
        Transfers ids,
        @Nullable String reference,
        Instant changedAt,
        @Nullable Instant paidAt) {

    enum State {
        /** In a draft, or released and not reserved yet. */
        PLANNED,
        /** Left out when the batch was released: a gate had closed since. */
        DROPPED,
        /** The money is put aside in the ledger. */
        RESERVED,
        /** Told to the provider, or written into the bank's file. */
        SUBMITTED,
        /** The bank has taken it: posted to the clearing account. */
        ACCEPTED,
        /** The money has left. */
        PAID,
        REJECTED,
        /** Was accepted or paid, and has come back. */
        RETURNED;

        String column() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    record Transfers(
            @Nullable UUID hold,
            @Nullable UUID settled,
            @Nullable UUID freed,
            @Nullable UUID paid,
            @Nullable UUID unpaid,
            @Nullable UUID unsettled) {}

    boolean is(State... states) {
        for (var each : states) {
            if (each == state) {
                return true;
            }
        }
        return false;
    }
}
