package ovation.payouts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.BooksCheck;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/**
 * Every payout line has exactly the postings its state says, and nothing else stands on the payout accounts. The sums of all lines
 * are compared with the accounts; one by one the newest entries of the accounts.
 */
@Component
class PayoutLinesCheck implements BooksCheck {

    private static final int PAGE = 1_000;
    private static final int PAGES = 5;

    private final JdbcClient jdbc;
    private final Ledger ledger;

    PayoutLinesCheck(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    /** In micros. */
    private record Sums(long clearing, long withheld) {

        private static final Sums NOTHING = new Sums(0, 0);
    }

    @Override
    public String invariant() {
        return "I12";
    }

    @Override
    public List<Break> check() {
        var breaks = new ArrayList<Break>();
        var sums = sums();
        for (var currency : ledger.currencies()) {
            if (!currency.equals(Money.COIN)) {
                var should = sums.getOrDefault(currency, Sums.NOTHING);
                compare(Account.platform(AccountKind.PAYOUT_CLEARING, currency), should.clearing(), breaks);
                compare(Account.platform(AccountKind.WITHHOLDING_TAX_PAYABLE, currency), should.withheld(), breaks);
            }
        }
        return breaks;
    }

    private void compare(Account account, long should, List<Break> breaks) {
        var is = ledger.balance(account).posted().micros();
        if (is != should) {
            breaks.add(new Break(
                    account.currency(), account.kind() + " is " + is + " micros, its payout lines are of " + should));
        }
        entries(account, breaks);
    }

    /** Reads all lines, in the database: for the checker. */
    private Map<String, Sums> sums() {
        var sums = new HashMap<String, Sums>();
        jdbc.sql("""
                        SELECT currency,
                            coalesce(sum(net_micros * (num_nonnulls(settled, unpaid) - num_nonnulls(paid, unsettled))), 0)::bigint
                                AS clearing,
                            coalesce(sum(withheld_micros * (num_nonnulls(settled) - num_nonnulls(unsettled))), 0)::bigint
                                AS withheld
                        FROM payouts_line GROUP BY currency
                        """).query(row -> {
            sums.put(row.getString("currency"), new Sums(row.getLong("clearing"), row.getLong("withheld")));
        });
        return sums;
    }

    private void entries(Account account, List<Break> breaks) {
        @Nullable String cursor = null;
        for (var page = 0; page < PAGES; page++) {
            var found = ledger.statement(account, cursor, PAGE);
            var known = known(
                    account.kind(),
                    found.items().stream().map(Ledger.StatementLine::transfer).toList());
            for (var entry : found.items()) {
                var should = known.get(entry.transfer());
                if (should == null) {
                    breaks.add(new Break(
                            account.currency(),
                            account.kind() + " has transfer " + entry.transfer() + ", which no payout line knows"));
                } else if (should != entry.micros()) {
                    breaks.add(new Break(
                            account.currency(),
                            "a payout line's transfer " + entry.transfer() + " should post " + should + " micros to "
                                    + account.kind() + " and posts " + entry.micros()));
                }
            }
            cursor = found.next();
            if (cursor == null) {
                return;
            }
        }
    }

    /** What each transfer should post there, by the lines; served by the unique keys of the transfers. */
    private Map<UUID, Long> known(AccountKind kind, List<UUID> transfers) {
        var known = new HashMap<UUID, Long>();
        var amount = kind == AccountKind.PAYOUT_CLEARING ? "net_micros" : "withheld_micros";
        jdbc.sql("""
                        SELECT settled AS transfer, %1$s AS micros FROM payouts_line WHERE settled = ANY(:transfers)
                        UNION ALL SELECT unsettled, -%1$s FROM payouts_line WHERE unsettled = ANY(:transfers)
                        UNION ALL SELECT paid, -%1$s FROM payouts_line WHERE paid = ANY(:transfers)
                        UNION ALL SELECT unpaid, %1$s FROM payouts_line WHERE unpaid = ANY(:transfers)
                        """.formatted(amount))
                .param("transfers", transfers.toArray(UUID[]::new))
                .query(row -> {
                    known.put(row.getObject("transfer", UUID.class), row.getLong("micros"));
                });
        return known;
    }
}
