package ovation.wallet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** What people owe after lost disputes, by the books, and what they paid of it. */
@Repository
class Debts {

    private final JdbcClient jdbc;
    private final Ledger ledger;

    Debts(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    /** One amount for each currency; none that is zero. Served by wallet_dispute_owed. */
    List<Money> of(UUID person) {
        return jdbc
                .sql(
                        "SELECT DISTINCT currency FROM wallet_dispute WHERE person = :person AND owed_micros > 0 ORDER BY currency")
                .param("person", person)
                .query((row, number) -> row.getString("currency"))
                .list()
                .stream()
                .map(currency -> of(person, currency))
                .filter(Money::isPositive)
                .toList();
    }

    Money of(UUID person, String currency) {
        return ledger.balance(new Account(AccountKind.PERSON_OWES, person, currency))
                .posted();
    }

    void add(DebtPayment payment, Instant now) {
        jdbc.sql("""
                        INSERT INTO wallet_debt_payment (id, person, owed_micros, amount_micros, currency, method, begun_at)
                        VALUES (:id, :person, :owed, :amount, :currency, :method, :now)
                        """)
                .param("id", payment.id())
                .param("person", payment.person())
                .param("owed", payment.owed().micros())
                .param("amount", payment.amount().micros())
                .param("currency", payment.owed().currency())
                .param("method", payment.method())
                .param("now", Purchases.utc(now))
                .update();
    }

    /** The last one that was begun and is not paid; served by wallet_debt_payment_person. */
    Optional<DebtPayment> unpaid(UUID person, String currency) {
        return jdbc.sql("""
                        SELECT * FROM wallet_debt_payment WHERE person = :person AND currency = :currency
                        ORDER BY begun_at DESC LIMIT 1
                        """)
                .param("person", person)
                .param("currency", currency)
                .query((row, number) ->
                        row.getObject("paid_at") == null ? Optional.of(payment(row)) : Optional.<DebtPayment>empty())
                .optional()
                .flatMap(found -> found);
    }

    /** By primary key. @return whether it was not known to be paid */
    boolean paid(UUID payment, Instant now) {
        return jdbc.sql("UPDATE wallet_debt_payment SET paid_at = :now WHERE id = :id AND paid_at IS NULL")
                        .param("now", Purchases.utc(now))
                        .param("id", payment)
                        .update()
                == 1;
    }

    /** By primary key. @return whether it was not known to be lost */
    boolean lost(UUID payment, UUID dispute, Money amount, Instant now) {
        return jdbc.sql("""
                        UPDATE wallet_debt_payment SET lost_at = :now, lost_by = :dispute, lost_micros = :amount
                        WHERE id = :id AND lost_at IS NULL
                        """)
                        .param("now", Purchases.utc(now))
                        .param("dispute", dispute)
                        .param("amount", amount.micros())
                        .param("id", payment)
                        .update()
                == 1;
    }

    /** Neither buys nor spends from now on. */
    void freeze(UUID id, UUID person, UUID dispute, Instant now) {
        jdbc.sql("INSERT INTO wallet_freeze (id, person, dispute, since) VALUES (:id, :person, :dispute, :now)")
                .param("id", id)
                .param("person", person)
                .param("dispute", dispute)
                .param("now", Purchases.utc(now))
                .update();
    }

    /** Served by wallet_freeze_open. @return whether the wallet was frozen */
    boolean thaw(UUID person, UUID by, String why, Instant now) {
        return jdbc.sql("""
                        UPDATE wallet_freeze SET lifted_at = :now, lifted_by = :by, lifted_why = :why
                        WHERE person = :person AND lifted_at IS NULL
                        """)
                        .param("now", Purchases.utc(now))
                        .param("by", by)
                        .param("why", why)
                        .param("person", person)
                        .update()
                > 0;
    }

    record FrozenWallet(UUID person, Instant since) {}

    /** Longest frozen first; served by wallet_freeze_open. */
    List<FrozenWallet> frozen(int most) {
        return jdbc.sql("""
                        SELECT person, min(since) AS since FROM wallet_freeze WHERE lifted_at IS NULL
                        GROUP BY person ORDER BY since, person LIMIT :most
                        """)
                .param("most", most)
                .query((row, number) ->
                        new FrozenWallet(row.getObject("person", UUID.class), Purchases.at(row, "since")))
                .list();
    }

    private static DebtPayment payment(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        return new DebtPayment(
                row.getObject("id", UUID.class),
                row.getObject("person", UUID.class),
                new Money(row.getLong("owed_micros"), currency),
                new Money(row.getLong("amount_micros"), currency),
                row.getString("method"));
    }
}
