package ovation.wallet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.BooksCheck;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** Deferred revenue is what the lots still hold, in each currency. */
@Component
class DeferredRevenue implements BooksCheck {

    private final Ledger ledger;
    private final JdbcClient jdbc;

    DeferredRevenue(Ledger ledger, JdbcClient jdbc) {
        this.ledger = ledger;
        this.jdbc = jdbc;
    }

    @Override
    public String invariant() {
        return "I10";
    }

    @Override
    public List<Break> check() {
        var breaks = new ArrayList<Break>();
        var lots = lots();
        for (var currency : ledger.currencies()) {
            if (!currency.equals(Money.COIN)) {
                var deferred = ledger.balance(Account.platform(AccountKind.COIN_DEFERRED_REVENUE, currency))
                        .posted()
                        .micros();
                long held = lots.getOrDefault(currency, 0L);
                if (deferred != held) {
                    breaks.add(
                            new Break(currency, "deferred revenue is " + deferred + " micros, the lots hold " + held));
                }
            }
        }
        return breaks;
    }

    /** Reads all lots: for the checker. The same rounding as {@link Lot}'s, without overflow. */
    private Map<String, Long> lots() {
        var lots = new TreeMap<String, Long>();
        jdbc.sql("""
                        SELECT currency, sum(div(deferred_micros::numeric * (coins - taken), coins)
                                             - div(deferred_micros::numeric * spent, coins))::bigint AS micros
                        FROM wallet_lot GROUP BY currency
                        """).query(row -> {
            lots.put(row.getString("currency"), row.getLong("micros"));
        });
        return lots;
    }
}
