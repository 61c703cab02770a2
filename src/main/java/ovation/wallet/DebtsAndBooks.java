package ovation.wallet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.AccountKind;
import ovation.ledger.BooksCheck;
import ovation.ledger.Ledger;

/** What each person owes = what lost disputes left − what was paid of it + what of that was taken back. */
@Component
class DebtsAndBooks implements BooksCheck {

    private final Ledger ledger;
    private final JdbcClient jdbc;

    DebtsAndBooks(Ledger ledger, JdbcClient jdbc) {
        this.ledger = ledger;
        this.jdbc = jdbc;
    }

    @Override
    public String invariant() {
        return "I12";
    }

    @Override
    public List<Break> check() {
        var breaks = new ArrayList<Break>();
        facts().forEach((currency, facts) -> {
            var books = new HashMap<UUID, Long>();
            ledger.balancesOf(AccountKind.PERSON_OWES, currency)
                    .forEach(each -> books.put(
                            each.account().owner(), each.balance().posted().micros()));
            facts.keySet().forEach(person -> books.putIfAbsent(person, 0L));
            books.forEach((person, owed) -> {
                var expected = facts.getOrDefault(person, 0L);
                if (!owed.equals(expected)) {
                    breaks.add(new Break(currency, person + " owes " + owed + ", by the facts " + expected));
                }
            });
        });
        return breaks;
    }

    /** Reads all disputes that left a debt, and all payments of debts: for the checker. */
    private Map<String, Map<UUID, Long>> facts() {
        var facts = new HashMap<String, Map<UUID, Long>>();
        jdbc.sql("""
                        SELECT person, currency, sum(micros)::bigint AS micros FROM (
                            SELECT person, currency, owed_micros AS micros FROM wallet_dispute WHERE owed_micros > 0
                            UNION ALL SELECT person, currency, coalesce(lost_micros, 0) - owed_micros
                                      FROM wallet_debt_payment WHERE paid_at IS NOT NULL
                        ) each GROUP BY person, currency
                        """).query(row -> {
            facts.computeIfAbsent(row.getString("currency"), currency -> new HashMap<>())
                    .put(row.getObject("person", UUID.class), row.getLong("micros"));
        });
        return facts;
    }
}
