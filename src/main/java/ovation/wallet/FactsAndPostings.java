package ovation.wallet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Each purchase, spend, refund, dispute and expiry has exactly its transfers, and each transfer of coins has its fact. The sums
 * of all are compared with the books' accounts; one by one the newest entries of the books.
 */
@Component
class FactsAndPostings implements BooksCheck {

    private static final int PAGE = 1_000;
    private static final int PAGES = 5;

    private final Ledger ledger;
    private final JdbcClient jdbc;

    FactsAndPostings(Ledger ledger, JdbcClient jdbc) {
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
        var sums = sums();
        var issued = of(sums, "coins.issue")
                + of(sums, "coins.refund_failed")
                - of(sums, "coins.refund")
                - of(sums, "coins.dispute_lost");
        compare(AccountKind.COIN_ISSUED, issued, breaks);
        compare(AccountKind.COIN_SPENT, of(sums, "coins.spend"), breaks);
        compare(AccountKind.COIN_EXPIRED, of(sums, "coins.expire"), breaks);
        breaks.addAll(factsWithout());
        entries(AccountKind.COIN_ISSUED, breaks);
        entries(AccountKind.COIN_SPENT, breaks);
        entries(AccountKind.COIN_EXPIRED, breaks);
        return breaks;
    }

    private void compare(AccountKind kind, long facts, List<Break> breaks) {
        var books = ledger.balance(Account.platform(kind, Money.COIN)).posted().micros();
        if (books != facts) {
            breaks.add(new Break(Money.COIN, kind + " is " + books + ", its facts are of " + facts));
        }
    }

    private static long of(Map<String, Long> sums, String kind) {
        return sums.getOrDefault(kind, 0L);
    }

    /** Reads all postings: for the checker. */
    private Map<String, Long> sums() {
        var sums = new HashMap<String, Long>();
        jdbc.sql("SELECT kind, sum(micros)::bigint AS coins FROM wallet_posting WHERE currency = 'COIN' GROUP BY kind")
                .query(row -> {
                    sums.put(row.getString("kind"), row.getLong("coins"));
                });
        return sums;
    }

    /** Facts whose transfer of coins is missing, there twice, or of another amount. Reads all facts: for the checker. */
    private List<Break> factsWithout() {
        return jdbc.sql("""
                        SELECT f.fact, f.kind, f.coins, count(p.transfer) AS transfers, coalesce(sum(p.micros), 0) AS posted
                        FROM (
                            SELECT id AS fact, 'coins.issue' AS kind, coins + bonus_coins AS coins FROM wallet_purchase WHERE paid_at IS NOT NULL
                            UNION ALL SELECT id, 'coins.spend', coins FROM wallet_spend
                            UNION ALL SELECT id, 'coins.refund', coins + bonus_coins FROM wallet_refund
                            UNION ALL SELECT id, 'coins.refund_failed', coins + bonus_coins FROM wallet_refund WHERE failed_at IS NOT NULL
                            UNION ALL SELECT fact, 'coins.dispute_lost', sum(coins) FROM wallet_taken WHERE why = 'dispute' GROUP BY fact
                            UNION ALL SELECT fact, 'coins.expire', sum(coins) FROM wallet_taken WHERE why = 'expiry' GROUP BY fact
                        ) f LEFT JOIN wallet_posting p ON p.fact = f.fact AND p.kind = f.kind AND p.currency = 'COIN'
                        GROUP BY f.fact, f.kind, f.coins
                        HAVING count(p.transfer) <> 1 OR coalesce(sum(p.micros), 0) <> f.coins
                        LIMIT 100
                        """)
                .query((row, number) -> new Break(
                        Money.COIN,
                        row.getString("kind") + " " + row.getString("fact") + " is of " + row.getLong("coins")
                                + " coins and has " + row.getLong("transfers") + " transfers of "
                                + row.getLong("posted")))
                .list();
    }

    private void entries(AccountKind kind, List<Break> breaks) {
        @Nullable String cursor = null;
        for (var page = 0; page < PAGES; page++) {
            var lines = ledger.statement(Account.platform(kind, Money.COIN), cursor, PAGE);
            var known = known(
                    lines.items().stream().map(Ledger.StatementLine::transfer).toList());
            for (var line : lines.items()) {
                if (!known.contains(line.transfer())) {
                    breaks.add(new Break(
                            Money.COIN, "transfer " + line.transfer() + " on " + kind + " has no fact behind it"));
                }
            }
            cursor = lines.next();
            if (cursor == null) {
                return;
            }
        }
    }

    private Set<UUID> known(List<UUID> transfers) {
        return new HashSet<>(jdbc.sql("SELECT transfer FROM wallet_posting WHERE transfer = ANY(:transfers)")
                .param("transfers", transfers.toArray(UUID[]::new))
                .query((row, number) -> row.getObject("transfer", UUID.class))
                .list());
    }
}
