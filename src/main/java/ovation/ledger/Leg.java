package ovation.ledger;

/** One entry of a transfer. @param micros positive credits the account, negative debits it; never zero */
public record Leg(Account account, long micros) {

    public static Leg credit(Account account, Money amount) {
        return new Leg(account, amount.micros());
    }

    public static Leg debit(Account account, Money amount) {
        return new Leg(account, Math.negateExact(amount.micros()));
    }
}
