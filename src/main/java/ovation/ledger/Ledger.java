package ovation.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import ovation.base.Slice;

/**
 * The one door through which money moves. Every call joins the caller's transaction, so the money commits together with
 * the fact that causes it, or not at all.
 */
public interface Ledger {

    /** Moves money now. */
    PostingOutcome post(Transfer transfer);

    /** Several transfers in order, in one round trip: if one is rejected, the ones before it stand. */
    List<PostingOutcome> postAll(List<Transfer> transfers);

    /** Puts money aside: the legs are pending until {@link #settle}, {@link #release} or the expiry. */
    PostingOutcome hold(Transfer transfer, Instant expiresAt);

    /**
     * Ends a hold by posting it.
     *
     * @param id of this new transfer
     * @param amount at most what was held; the rest is released. Only for holds of two legs when less than held
     */
    PostingOutcome settle(UUID id, UUID hold, Money amount);

    /** Ends a hold; nothing is posted. */
    PostingOutcome release(UUID id, UUID hold);

    /** Exact, hot accounts too. An account that nothing has moved is zero. */
    Balance balance(Account account);

    /** The balances of many accounts in one query, in the order asked for. */
    List<Balance> balances(List<Account> accounts);

    /** The currencies in which anything has ever moved, in the order of the alphabet. */
    List<String> currencies();

    /** All accounts of a kind and currency with their balance, for reports that must tie to the books. */
    List<AccountBalance> balancesOf(AccountKind kind, String currency);

    /** The entries of an account, newest first. @param cursor null for the first part */
    Slice<StatementLine> statement(Account account, @org.jspecify.annotations.Nullable String cursor, int limit);

    record AccountBalance(Account account, Balance balance) {}

    /** @param micros credit positive, debit negative */
    record StatementLine(
            UUID transfer,
            String kind,
            ovation.base.SubjectRef cause,
            Instant effectiveAt,
            Instant bookedAt,
            long micros) {}
}
