package ovation.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import ovation.base.SubjectRef;

/**
 * A movement of money: legs of one currency that sum to zero.
 *
 * @param id UUIDv7, made by the caller and stored by him first: the idempotency key. The same id with the same content
 *     replays the stored outcome; with other content it is refused
 * @param kind the business fact, lower case with dots, listed in {@code docs/money.md}: {@code advertiser.topup}
 * @param cause what the fact is about, so that every cent leads back to it
 * @param effectiveAt when the fact happened; booking time is the ledger's own
 */
public record Transfer(UUID id, String kind, SubjectRef cause, Instant effectiveAt, List<Leg> legs) {

    public Transfer {
        legs = List.copyOf(legs);
    }

    /** The common case: one account pays another. */
    public static Transfer between(
            UUID id, String kind, SubjectRef cause, Instant effectiveAt, Account from, Account to, Money amount) {
        return new Transfer(id, kind, cause, effectiveAt, List.of(Leg.debit(from, amount), Leg.credit(to, amount)));
    }
}
