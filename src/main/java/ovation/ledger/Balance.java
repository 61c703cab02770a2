package ovation.ledger;

/**
 * An account's state in one snapshot, in the account's own direction: positive is what it normally holds.
 *
 * @param posted what stands in the books
 * @param pendingOut what open holds have put aside
 */
public record Balance(Money posted, Money pendingOut) {

    public Money available() {
        return posted.minus(pendingOut);
    }
}
