package ovation.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.base.SubjectRef;

/** The log of transfers as it was written, for people who ask where an amount comes from. */
public interface TransferLog {

    /** A transfer with everything that is known of it, rejected ones too. */
    Optional<Posting> find(UUID transfer);

    /** Transfers with this cause, newest first, at most 50. */
    List<Posting> byCause(UUID cause);

    /** Transfers that moved exactly this amount, either way, newest first, at most 50. */
    List<Posting> byAmount(Money amount);

    /**
     * @param state {@code posted}, {@code pending}, {@code settles}, {@code releases}, {@code expires} or {@code rejected}
     * @param rejected why it was rejected; null if it was not
     * @param hold the hold that it ends; null if it ends none
     * @param endedBy of a hold: what ended it
     * @param requestHash SHA-256 of what was asked, lower-case hex
     * @param legs empty if nothing moved; of a hold what it puts aside
     * @param reversedBy transfers that name this one as their cause
     */
    record Posting(
            UUID id,
            String kind,
            String state,
            @Nullable String rejected,
            @Nullable UUID hold,
            @Nullable UUID endedBy,
            String currency,
            SubjectRef cause,
            Instant effectiveAt,
            Instant bookedAt,
            String requestHash,
            long transaction,
            List<PostedLeg> legs,
            List<UUID> reversedBy) {

        public Posting {
            legs = List.copyOf(legs);
            reversedBy = List.copyOf(reversedBy);
        }

        /** The sum of its credits. */
        public Money amount() {
            return new Money(
                    legs.stream()
                            .mapToLong(PostedLeg::micros)
                            .filter(micros -> micros > 0)
                            .sum(),
                    currency);
        }
    }

    /**
     * @param micros credit positive, debit negative
     * @param version the entry's place in its account; null for hot accounts and holds
     * @param balanceAfter credits less debits of the account after it, in micros; null likewise
     */
    record PostedLeg(
            Account account,
            long micros,
            @Nullable Long version,
            @Nullable Long balanceAfter) {}
}
