package ovation.wallet;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.AccountKind;

/** Creators' shares of spent coins become available when the time of most disputes is over. One transaction for each creator. */
@Component
class MaturingShares {

    private static final Logger log = LoggerFactory.getLogger(MaturingShares.class);
    private static final int BATCH = 1_000;

    private final Postings postings;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MaturingShares(Postings postings, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.postings = postings;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Sum(String currency, long micros) {}

    @Scheduled(fixedDelayString = "${ovation.wallet.maturing-interval:5m}")
    void mature() {
        // Served by wallet_spend_maturing.
        var creators = jdbc.sql("""
                        SELECT DISTINCT creator FROM (
                            SELECT creator FROM wallet_spend WHERE matured_at IS NULL AND matures_at <= :now LIMIT 10000) due
                        """)
                .param("now", Purchases.utc(clock.instant()))
                .query((row, number) -> row.getObject("creator", UUID.class))
                .list();
        for (var creator : creators) {
            try {
                int done;
                do {
                    done = Objects.requireNonNull(transaction.execute(status -> mature(creator)));
                } while (done == BATCH);
            } catch (RuntimeException notNow) {
                log.warn("The shares of {} could not mature now", creator, notNow);
            }
        }
    }

    private int mature(UUID creator) {
        var now = clock.instant();
        // Served by wallet_spend_creator. One that a dispute undoes just now waits for the next run.
        var spends = jdbc.sql("""
                        SELECT id FROM wallet_spend
                        WHERE creator = :creator AND matured_at IS NULL AND matures_at <= :now
                        LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .param("creator", creator)
                .param("now", Purchases.utc(now))
                .param("limit", BATCH)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
        if (spends.isEmpty()) {
            return 0;
        }
        var run = Ids.next(clock);
        jdbc.sql("UPDATE wallet_spend SET matured_at = :now, maturing = :run WHERE id = ANY(:spends)")
                .param("now", Purchases.utc(now))
                .param("run", run)
                .param("spends", spends.toArray(UUID[]::new))
                .update();
        var moves = sums(spends).stream()
                .map(sum -> new Postings.Move(
                        "coins.mature",
                        new Legs(sum.currency())
                                .debit(AccountKind.CREATOR_ESTIMATED, creator, sum.micros())
                                .credit(AccountKind.CREATOR_AVAILABLE, creator, sum.micros())
                                .legs()))
                .toList();
        postings.post(new SubjectRef("coin_maturing", run), creator, now, moves);
        return spends.size();
    }

    /** Less what lost disputes have taken back. */
    private List<Sum> sums(List<UUID> spends) {
        return jdbc.sql("""
                        SELECT currency, sum(micros)::bigint AS micros FROM (
                            SELECT currency, share_micros + promotion_micros AS micros FROM wallet_spend_lot WHERE spend = ANY(:spends)
                            UNION ALL
                            SELECT f.currency, -(r.share_micros + r.promotion_micros)
                            FROM wallet_reversal r JOIN wallet_spend_lot f ON f.spend = r.spend AND f.lot = r.lot
                            WHERE r.spend = ANY(:spends)
                        ) each GROUP BY currency ORDER BY currency
                        """)
                .param("spends", spends.toArray(UUID[]::new))
                .query((row, number) -> new Sum(row.getString("currency"), row.getLong("micros")))
                .list();
    }
}
