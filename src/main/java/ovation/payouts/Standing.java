package ovation.payouts;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** The bean {@code creatorStanding} of templates: where a creator's money stands, and what is between it and her account. */
@Service("creatorStanding")
class Standing {

    /** What pays those whose money is not there yet. */
    private static final String USUAL_CURRENCY = "EUR";

    private static final int PAY_DAY = 15;

    private final Ledger ledger;
    private final Gates gates;
    private final Lines lines;
    private final java.time.Clock clock;

    Standing(Ledger ledger, Gates gates, Lines lines, java.time.Clock clock) {
        this.ledger = ledger;
        this.gates = gates;
        this.lines = lines;
        this.clock = clock;
    }

    /**
     * @param onTheWay reserved for payouts that run
     * @param owed after a clawback; set off against what becomes available
     */
    record Balance(
            Money estimated,
            Money held,
            Money available,
            Money onTheWay,
            Money paid,
            Money owed,
            List<Gates.Gate> gates) {

        public boolean open() {
            return gates.stream().allMatch(Gates.Gate::done);
        }

        /** Whether what is available reaches the threshold. */
        public boolean enough() {
            return gates.stream()
                    .filter(gate -> gate.code().equals("threshold"))
                    .allMatch(Gates.Gate::done);
        }

        private long all() {
            return estimated.micros() + held.micros() + available.micros() + onTheWay.micros() + paid.micros();
        }
    }

    /** One for each currency that has ever moved, the greatest first; at least one. */
    public List<Balance> of(UUID person) {
        var found = new ArrayList<Balance>();
        for (var currency : ledger.currencies()) {
            if (!currency.equals(Money.COIN)) {
                var balance = in(person, currency);
                if (!(balance.estimated().isZero()
                        && balance.held().isZero()
                        && balance.available().isZero()
                        && balance.onTheWay().isZero()
                        && balance.paid().isZero()
                        && balance.owed().isZero())) {
                    found.add(balance);
                }
            }
        }
        found.sort(Comparator.comparingLong(Balance::all).reversed());
        return found.isEmpty() ? List.of(in(person, USUAL_CURRENCY)) : found;
    }

    private Balance in(UUID person, String currency) {
        var balances = ledger.balances(List.of(
                new Account(AccountKind.CREATOR_ESTIMATED, person, currency),
                new Account(AccountKind.CREATOR_HELD, person, currency),
                new Account(AccountKind.CREATOR_AVAILABLE, person, currency),
                new Account(AccountKind.CREATOR_OWES, person, currency)));
        var available = balances.get(2);
        var payable =
                Withholding.payable(available.available().isPositive() ? available.available() : Money.zero(currency));
        return new Balance(
                balances.get(0).posted(),
                balances.get(1).posted(),
                available.available(),
                available.pendingOut(),
                lines.paid(person, currency),
                balances.get(3).posted(),
                gates.of(person, payable));
    }

    /** Payouts are made in the middle of the month. */
    public LocalDate nextPayout() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var day = today.withDayOfMonth(PAY_DAY);
        return today.isAfter(day) ? day.plusMonths(1) : day;
    }
}
