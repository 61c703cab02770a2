package ovation.payouts;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.CommonProblem;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.ledger.Transfer;

/** Takes back in one transfer: what is estimated, what is available, and a debt for the rest. */
@Service
class ClawingBack implements Clawbacks {

    /** Others may take from the same balances between our look and our posting. */
    private static final int TRIES = 5;

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final PersonLock lock;
    private final Clock clock;

    ClawingBack(JdbcClient jdbc, Ledger ledger, PersonLock lock, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.lock = lock;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Taken take(Clawback asked) {
        if (!asked.amount().isPositive()) {
            throw new IllegalArgumentException("A clawback takes something");
        }
        lock.take(asked.person());
        var known = known(asked);
        if (known.isPresent()) {
            return known.get();
        }
        for (var round = 0; round < TRIES; round++) {
            var taken = split(asked);
            var transfer = round == 0 ? asked.id() : Ids.of(Ids.instantOf(asked.id()), asked.id() + "/" + round);
            if (Posting.stands(ledger.post(transfer(transfer, asked, taken)))) {
                store(asked, taken, transfer);
                return taken;
            }
        }
        throw new IllegalStateException("The balances of " + asked.person() + " do not stand still");
    }

    private Taken split(Clawback asked) {
        var currency = asked.amount().currency();
        var balances = ledger.balances(List.of(
                Posting.of(AccountKind.CREATOR_ESTIMATED, asked.person(), currency),
                Posting.of(AccountKind.CREATOR_AVAILABLE, asked.person(), currency)));
        var left = asked.amount().micros();
        var estimated =
                Math.min(left, Math.max(0, balances.getFirst().available().micros()));
        left -= estimated;
        var available =
                Math.min(left, Math.max(0, balances.getLast().available().micros()));
        return new Taken(
                new Money(estimated, currency), new Money(available, currency), new Money(left - available, currency));
    }

    private Transfer transfer(UUID id, Clawback asked, Taken taken) {
        var currency = asked.amount().currency();
        var legs = new ArrayList<Leg>();
        debit(legs, AccountKind.CREATOR_ESTIMATED, asked.person(), taken.estimated());
        debit(legs, AccountKind.CREATOR_AVAILABLE, asked.person(), taken.available());
        debit(legs, AccountKind.CREATOR_OWES, asked.person(), taken.owed());
        legs.add(Leg.credit(asked.to(), new Money(asked.amount().micros(), currency)));
        return new Transfer(id, Posting.CLAWBACK, asked.cause(), clock.instant(), legs);
    }

    private static void debit(List<Leg> legs, AccountKind kind, UUID person, Money amount) {
        if (amount.isPositive()) {
            legs.add(Leg.debit(Posting.of(kind, person, amount.currency()), amount));
        }
    }

    /** By primary key. @throws Refused for the same id with another content */
    private Optional<Taken> known(Clawback asked) {
        record Row(UUID person, Money amount, Taken taken, String causeKind, UUID cause) {}
        var row = jdbc.sql("SELECT * FROM payouts_clawback WHERE id = :id")
                .param("id", asked.id())
                .query((each, number) -> {
                    var currency = each.getString("currency");
                    return new Row(
                            each.getObject("person", UUID.class),
                            new Money(each.getLong("micros"), currency),
                            new Taken(
                                    new Money(each.getLong("estimated_micros"), currency),
                                    new Money(each.getLong("available_micros"), currency),
                                    new Money(each.getLong("owed_micros"), currency)),
                            each.getString("cause_kind"),
                            each.getObject("cause_id", UUID.class));
                })
                .optional();
        if (row.isPresent()
                && !(row.get().person().equals(asked.person())
                        && row.get().amount().equals(asked.amount())
                        && row.get().causeKind().equals(asked.cause().kind())
                        && row.get().cause().equals(asked.cause().id()))) {
            throw Refused.because(CommonProblem.ID_REUSED);
        }
        return row.map(Row::taken);
    }

    private void store(Clawback asked, Taken taken, UUID transfer) {
        jdbc.sql("""
                INSERT INTO payouts_clawback (id, person, currency, micros, estimated_micros, available_micros, owed_micros,
                    counter_kind, counter_owner, cause_kind, cause_id, transfer, at)
                VALUES (:id, :person, :currency, :micros, :estimated, :available, :owed, :counterKind, :counterOwner,
                    :causeKind, :cause, :transfer, :now)
                """)
                .param("id", asked.id())
                .param("person", asked.person())
                .param("currency", asked.amount().currency())
                .param("micros", asked.amount().micros())
                .param("estimated", taken.estimated().micros())
                .param("available", taken.available().micros())
                .param("owed", taken.owed().micros())
                .param("counterKind", asked.to().kind().name())
                .param("counterOwner", asked.to().owner())
                .param("causeKind", asked.cause().kind())
                .param("cause", asked.cause().id())
                .param("transfer", transfer)
                .param("now", Details.utc(clock.instant()))
                .update();
    }
}
