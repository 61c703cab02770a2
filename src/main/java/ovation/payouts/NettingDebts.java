package ovation.payouts;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.ledger.Transfer;

/** Sets debts off against what has become available since, before anything is paid. */
@Service
class NettingDebts {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final PersonLock lock;
    private final Clock clock;

    NettingDebts(JdbcClient jdbc, Ledger ledger, PersonLock lock, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.lock = lock;
        this.clock = clock;
    }

    /** Who owes in a currency. */
    List<UUID> debtors(String currency) {
        return ledger.balancesOf(AccountKind.CREATOR_OWES, currency).stream()
                .filter(each -> each.balance().posted().isPositive())
                .map(each -> each.account().owner())
                .toList();
    }

    /** @return what was set off */
    @Transactional
    public Money net(UUID person, String currency) {
        lock.take(person);
        var available = Posting.of(AccountKind.CREATOR_AVAILABLE, person, currency);
        var owes = Posting.of(AccountKind.CREATOR_OWES, person, currency);
        var balances = ledger.balances(List.of(available, owes));
        var amount = new Money(
                Math.min(
                        balances.getFirst().available().micros(),
                        balances.getLast().posted().micros()),
                currency);
        if (!amount.isPositive()) {
            return Money.zero(currency);
        }
        var id = Ids.next(clock);
        var now = clock.instant();
        jdbc.sql("""
                INSERT INTO payouts_netting (transfer, person, currency, micros, at)
                VALUES (:id, :person, :currency, :micros, :now)
                """)
                .param("id", id)
                .param("person", person)
                .param("currency", currency)
                .param("micros", amount.micros())
                .param("now", Details.utc(now))
                .update();
        var transfer =
                Transfer.between(id, Posting.NETTING, new SubjectRef(Posting.NET, id), now, available, owes, amount);
        Posting.mustStand(ledger.post(transfer));
        return amount;
    }
}
