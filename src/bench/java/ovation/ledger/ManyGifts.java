package ovation.ledger;

import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sound books of any size, written by the owner in bulk: what posting so many gifts of three entries would have left. */
final class ManyGifts {

    private static final int FANS = 10_000;

    private ManyGifts() {}

    static void write(JdbcTemplate owner, int entries) {
        var gifts = entries / 3;
        owner.execute("""
                INSERT INTO ledger_account (kind, owner, currency, side, floor_micros, hot)
                SELECT 'COIN_WALLET', gen_random_uuid(), 'CHF', 1, 0, false FROM generate_series(1, %d)
                UNION ALL SELECT 'CREATOR_ESTIMATED', gen_random_uuid(), 'CHF', 1, 0, false
                UNION ALL SELECT 'PROVIDER_CLEARING', '00000000-0000-0000-0000-000000000000', 'CHF', -1, NULL, true
                UNION ALL SELECT 'AD_REVENUE_PLATFORM', '00000000-0000-0000-0000-000000000000', 'CHF', 1, NULL, true
                """.formatted(FANS));
        owner.execute("""
                CREATE TABLE bench_fan AS
                SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, uuidv7() AS opening FROM ledger_account
                WHERE currency = 'CHF' AND kind = 'COIN_WALLET'
                """);
        owner.execute("CREATE TABLE bench_gift AS SELECT g - 1 AS n, uuidv7() AS id FROM generate_series(1, %d) g"
                .formatted(gifts));
        // As posting does it: a transfer and its entries are of one transaction.
        new TransactionTemplate(new DataSourceTransactionManager(Objects.requireNonNull(owner.getDataSource())))
                .executeWithoutResult(transaction -> gifts(owner));
        owner.execute("SELECT ledger_roll_up()");
        owner.execute("VACUUM ANALYZE");
    }

    private static void gifts(JdbcTemplate owner) {
        transfers(owner, "SELECT opening AS id, 'test.opening' AS kind FROM bench_fan");
        transfers(owner, "SELECT id, 'test.gift' AS kind FROM bench_gift");
        owner.execute("""
                INSERT INTO ledger_entry (transfer_id, leg, account_id, amount, version, balance_after)
                SELECT opening, 0, id, 100000000, 1, 100000000 FROM bench_fan
                UNION ALL SELECT opening, 1, (SELECT id FROM ledger_account WHERE currency = 'CHF' AND kind = 'PROVIDER_CLEARING'),
                    -100000000, NULL, NULL FROM bench_fan
                """);
        owner.execute("""
                INSERT INTO ledger_entry (transfer_id, leg, account_id, amount, version, balance_after)
                SELECT g.id, leg,
                       CASE leg WHEN 0 THEN f.id WHEN 1 THEN c.id ELSE h.id END,
                       CASE leg WHEN 0 THEN -100 ELSE 50 END,
                       CASE leg WHEN 0 THEN g.n / %1$d + 2 WHEN 1 THEN g.n + 1 END,
                       CASE leg WHEN 0 THEN 100000000 - 100 * (g.n / %1$d + 1) WHEN 1 THEN 50 * (g.n + 1) END
                FROM bench_gift g JOIN bench_fan f ON f.n = g.n %% %1$d
                    CROSS JOIN (SELECT id FROM ledger_account WHERE currency = 'CHF' AND kind = 'CREATOR_ESTIMATED') c
                    CROSS JOIN (SELECT id FROM ledger_account WHERE currency = 'CHF' AND kind = 'AD_REVENUE_PLATFORM') h
                    CROSS JOIN generate_series(0, 2) leg
                """.formatted(FANS));
        owner.execute("""
                UPDATE ledger_account a SET credits_posted = e.credits, debits_posted = e.debits, version = e.versions
                FROM (SELECT account_id, sum(greatest(amount, 0)) AS credits, -sum(least(amount, 0)) AS debits, count(*) AS versions
                      FROM ledger_entry WHERE version IS NOT NULL GROUP BY account_id) e
                WHERE a.id = e.account_id AND a.currency = 'CHF' AND NOT a.hot
                """);
    }

    private static void transfers(JdbcTemplate owner, String rows) {
        owner.execute("""
                INSERT INTO ledger_transfer (id, kind, state, currency, cause_kind, cause_id, effective_at, booked_at, request_hash)
                SELECT id, kind, 'posted', 'CHF', 'person', id, uuid_extract_timestamp(id), uuid_extract_timestamp(id),
                       sha256(uuid_send(id))
                FROM (%s) t
                """.formatted(rows));
    }
}
