package ovation.wallet;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.payments.ChargeOutcome;
import ovation.payments.Payments;

/** Whoever owes after a lost dispute pays it, and his wallet goes on without anybody's help. */
@Service
class SettlingDebts {

    private final Debts debts;
    private final Lots lots;
    private final Payments payments;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SettlingDebts(Debts debts, Lots lots, Payments payments, TransactionTemplate transaction, Clock clock) {
        this.debts = debts;
        this.lots = lots;
        this.payments = payments;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param state {@code owed}, {@code needs_action} (a payment waits at {@code url}) or {@code pending}
     */
    record Debt(Money owed, String state, @Nullable String url) {}

    /** What the person owes, and how far paying it has come. */
    List<Debt> of(UUID person) {
        return debts.of(person).stream().map(owed -> debt(person, owed)).toList();
    }

    private Debt debt(UUID person, Money owed) {
        return switch (debts.unpaid(person, owed.currency())
                .flatMap(payment -> payments.find(payment.id()))
                .orElse(null)) {
            case ChargeOutcome.NeedsAction action -> new Debt(owed, "needs_action", action.url());
            case ChargeOutcome.Pending _ -> new Debt(owed, "pending", null);
            case ChargeOutcome.Succeeded _, ChargeOutcome.Declined _ -> new Debt(owed, "owed", null);
            case null -> new Debt(owed, "owed", null);
        };
    }

    /**
     * All of what is owed in the currency. In no transaction: the provider is called. A payment that was begun and is
     * neither paid nor declined is gone on with, so nobody pays his debt twice.
     *
     * @throws Refused {@code nothing_owed}
     */
    ChargeOutcome pay(Viewer viewer, @Nullable String currency, @Nullable String method) {
        var person = viewer.person();
        if (currency == null || !currency.matches("[A-Z]{3}")) {
            throw Refused.field("currency", "debt_currency");
        }
        if (method == null || !BuyingCoins.METHODS.contains(method)) {
            throw Refused.field("method", "charge_method_unknown");
        }
        var payment = transaction.execute(status -> begin(person, currency, method));
        return payments.charge(payment.charge());
    }

    private DebtPayment begin(UUID person, String currency, String method) {
        if (!lots.lock(person)) {
            throw Refused.because(WalletProblem.NOTHING_OWED);
        }
        var begun = debts.unpaid(person, currency)
                .filter(each -> !(payments.find(each.id()).orElse(null) instanceof ChargeOutcome.Declined));
        if (begun.isPresent()) {
            return begun.get();
        }
        var owed = debts.of(person, currency);
        if (!owed.isPositive()) {
            throw Refused.because(WalletProblem.NOTHING_OWED);
        }
        var payment = new DebtPayment(Ids.next(clock), person, owed, Pack.payable(owed), method);
        debts.add(payment, clock.instant());
        return payment;
    }
}
