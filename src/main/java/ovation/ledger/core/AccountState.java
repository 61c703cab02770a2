package ovation.ledger.core;

/**
 * An account as it stands, or is thought to stand.
 *
 * @param hot entries are only inserted: it has no floor, and its balance and version are not known here
 * @param closed closed or frozen: nothing may be posted to it
 * @param floored whether {@code floor} counts
 * @param floor the least that may be available
 * @param balance credits less debits, posted
 * @param pendingOut what open holds have put aside: available is the balance less this
 * @param version of its last entry; 0 if there is none
 */
public record AccountState(
        long id,
        boolean hot,
        boolean closed,
        boolean floored,
        long floor,
        long balance,
        long pendingOut,
        long version) {

    AccountState with(long newBalance, long newVersion) {
        return new AccountState(id, hot, closed, floored, floor, newBalance, pendingOut, newVersion);
    }
}
