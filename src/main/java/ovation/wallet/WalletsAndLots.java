package ovation.wallet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.BooksCheck;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** Coins issued − spent − expired − given back = all wallets = all lots; and each wallet is its person's lots. */
@Component
class WalletsAndLots implements BooksCheck {

    private final Ledger ledger;
    private final JdbcClient jdbc;

    WalletsAndLots(Ledger ledger, JdbcClient jdbc) {
        this.ledger = ledger;
        this.jdbc = jdbc;
    }

    @Override
    public String invariant() {
        return "I9";
    }

    @Override
    public List<Break> check() {
        var breaks = new ArrayList<Break>();
        // What is given back leaves the issued ones.
        var issued = platform(AccountKind.COIN_ISSUED);
        var gone = platform(AccountKind.COIN_SPENT) + platform(AccountKind.COIN_EXPIRED);
        var lots = lots();
        var wallets = new HashMap<UUID, Long>();
        ledger.balancesOf(AccountKind.COIN_WALLET, Money.COIN)
                .forEach(each -> wallets.put(
                        each.account().owner(), each.balance().posted().micros()));
        var inWallets = wallets.values().stream().mapToLong(Long::longValue).sum();
        var inLots = lots.values().stream().mapToLong(Long::longValue).sum();
        if (issued - gone != inWallets || inWallets != inLots) {
            breaks.add(new Break(
                    Money.COIN,
                    "issued less gone " + (issued - gone) + ", in wallets " + inWallets + ", in lots " + inLots));
        }
        lots.forEach((person, number) -> {
            if (!number.equals(wallets.getOrDefault(person, 0L))) {
                breaks.add(new Break(
                        Money.COIN,
                        "wallet of " + person + " is " + wallets.getOrDefault(person, 0L) + ", its lots " + number));
            }
        });
        return breaks;
    }

    private long platform(AccountKind kind) {
        return ledger.balance(Account.platform(kind, Money.COIN)).posted().micros();
    }

    /** Reads all lots: for the checker. */
    private Map<UUID, Long> lots() {
        var lots = new HashMap<UUID, Long>();
        jdbc.sql("SELECT person, sum(coins - spent - taken)::bigint AS coins FROM wallet_lot GROUP BY person")
                .query(row -> {
                    lots.put(row.getObject("person", UUID.class), row.getLong("coins"));
                });
        return lots;
    }
}
