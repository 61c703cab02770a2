package ovation.wallet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Leg;

/** Collects the legs of a transfer: one for each account, none that is zero. */
final class Legs {

    private final String currency;
    private final Map<Account, Long> amounts = new LinkedHashMap<>();

    Legs(String currency) {
        this.currency = currency;
    }

    Legs debit(AccountKind kind, long micros) {
        return debit(kind, Account.PLATFORM, micros);
    }

    Legs credit(AccountKind kind, long micros) {
        return credit(kind, Account.PLATFORM, micros);
    }

    Legs debit(AccountKind kind, UUID owner, long micros) {
        return credit(kind, owner, -micros);
    }

    Legs credit(AccountKind kind, UUID owner, long micros) {
        amounts.merge(new Account(kind, owner, currency), micros, Math::addExact);
        return this;
    }

    List<Leg> legs() {
        return amounts.entrySet().stream()
                .filter(each -> each.getValue() != 0)
                .map(each -> new Leg(each.getKey(), each.getValue()))
                .toList();
    }
}
