package ovation.payments;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;

/**
 * The provider's reports against our clearing accounts. What agrees is settled: bank and fees for clearing. What does not agree
 * stands in {@code RECONCILIATION_DIFFERENCE} under a name of its own until it is explained, or written off by two people.
 */
public interface Reconciliation {

    /**
     * Reads the provider's report of a day (UTC) that is over, and settles it. Each line counts once, however often it is read.
     * Never inside a transaction: the provider is called.
     */
    Day reconcile(LocalDate day);

    /** The latest days that were read, newest first. */
    List<Day> days(int limit);

    /** What clearing accounts hold, oldest first; what is beyond its time is {@code late}. At most 500. */
    List<OpenItem> ageing();

    /** By currency and account: what the account holds and what its open items explain. */
    List<TieOut> tieOuts();

    /** Open differences, oldest first. At most 500. */
    List<Difference> differences();

    /** The latest write-offs, those that wait for a decision first. */
    List<WriteOff> writeOffs(int limit);

    /**
     * Proposes to write a difference off.
     *
     * @param id made by the caller; the same again changes nothing
     * @param reason why nobody can explain it, 5 to 500 characters
     */
    WriteOff propose(UUID id, UUID difference, UUID who, String reason);

    /** Books it as a loss or gain. @param who another person than the one who proposed it */
    WriteOff approve(UUID writeOff, UUID who);

    /** Also the one who proposed it may. */
    WriteOff reject(UUID writeOff, UUID who);

    /** @param matched lines that agreed, of {@code lines} */
    record Day(LocalDate day, int lines, int matched, Instant readAt) {}

    /**
     * @param kind {@code charge}, {@code refund}, {@code dispute}, {@code dispute_won} or {@code difference}
     * @param amount positive on the account's own side
     * @param allowed how long it may stand there
     */
    record OpenItem(
            AccountKind account,
            String kind,
            UUID source,
            Money amount,
            Instant since,
            Duration allowed,
            boolean late) {}

    record TieOut(AccountKind account, Money balance, Money explained) {

        public boolean ties() {
            return balance.equals(explained);
        }
    }

    /**
     * @param kind {@code missing_with_us}, {@code missing_at_provider} or {@code amount_differs}
     * @param source the id of the charge, refund or dispute, as the report or we name it
     * @param amount positive is a loss if written off, negative a gain
     * @param proposal the write-off that waits for a decision; null if none does
     */
    record Difference(
            UUID id,
            String kind,
            String itemKind,
            String source,
            Money amount,
            Instant foundAt,
            @Nullable UUID proposal) {}

    /** @param state {@code proposed}, {@code approved} or {@code rejected} */
    record WriteOff(
            UUID id,
            UUID difference,
            Money amount,
            String reason,
            UUID proposedBy,
            Instant proposedAt,
            String state,
            Optional<UUID> decidedBy) {}
}
