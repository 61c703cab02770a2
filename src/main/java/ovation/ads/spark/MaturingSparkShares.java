package ovation.ads.spark;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.ads.Days;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.ledger.PostingOutcome;
import ovation.ledger.Transfer;

/** Lets Spark shares that have been estimated long enough become available: one transaction for each creator and day. */
@Component
class MaturingSparkShares {

    private static final Logger log = LoggerFactory.getLogger(MaturingSparkShares.class);

    private final Ledger ledger;
    private final RedeemingSparkCodes redeeming;
    private final SparkSettings settings;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MaturingSparkShares(
            Ledger ledger,
            RedeemingSparkCodes redeeming,
            SparkSettings settings,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.ledger = ledger;
        this.redeeming = redeeming;
        this.settings = settings;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Due(LocalDate day, UUID creator, String currency) {}

    /** A settling that began before midnight may still commit a moment after it, so a day is over for a whole day first. */
    static Instant availableFrom(LocalDate day, SparkSettings settings) {
        return Days.startOf(day).plus(settings.hold()).plus(2, ChronoUnit.DAYS);
    }

    @Scheduled(fixedDelayString = "${ovation.ads.spark.maturing-interval:5m}")
    void mature() {
        redeeming.forgetAttempts();
        var now = clock.instant();
        var last = Days.of(now.minus(settings.hold()).minus(2, ChronoUnit.DAYS));
        // primary key
        List<Due> all = jdbc.sql(
                        "SELECT day, creator, currency FROM ads_spark_due WHERE day <= :last::date ORDER BY day LIMIT 1000")
                .param("last", last.toString())
                .query((row, number) -> new Due(
                        row.getObject("day", LocalDate.class),
                        row.getObject("creator", UUID.class),
                        row.getString("currency")))
                .list();
        for (var due : all) {
            try {
                transaction.executeWithoutResult(_ -> mature(due, now));
            } catch (RuntimeException notNow) {
                log.warn("The Spark shares of {} could not mature now", due, notNow);
            }
        }
    }

    private void mature(Due due, Instant now) {
        // primary key: who takes the row away does it
        var mine = jdbc.sql(
                        "DELETE FROM ads_spark_due WHERE day = :day AND creator = :creator AND currency = :currency")
                .param("day", due.day())
                .param("creator", due.creator())
                .param("currency", due.currency())
                .update();
        if (mine == 0) {
            return;
        }
        // ads_spark_share_creator, ads_spark_reversal_creator
        var micros = jdbc.sql("""
                SELECT (coalesce(sum(share_micros), 0) - (
                    SELECT coalesce(sum(r.share_micros), 0) FROM ads_spark_reversal r
                    WHERE r.creator = :creator AND r.day = :day AND r.currency = :currency))::bigint
                FROM ads_spark_share WHERE creator = :creator AND day = :day AND currency = :currency
                """)
                .param("creator", due.creator())
                .param("day", due.day())
                .param("currency", due.currency())
                .query(Long.class)
                .single();
        var transfer = Ids.next(clock);
        jdbc.sql("""
                INSERT INTO ads_spark_matured (creator, currency, day, share_micros, transfer, matured_at)
                VALUES (:creator, :currency, :day, :micros, :transfer, :now)
                """)
                .param("creator", due.creator())
                .param("currency", due.currency())
                .param("day", due.day())
                .param("micros", micros)
                .param("transfer", transfer)
                .param("now", Timestamp.from(now))
                .update();
        if (micros > 0) {
            var share = new Money(micros, due.currency());
            ledger.postAll(List.of(Transfer.between(
                            transfer,
                            "ads.spark_mature",
                            SubjectRef.person(due.creator()),
                            now,
                            new Account(AccountKind.CREATOR_ESTIMATED, due.creator(), due.currency()),
                            new Account(AccountKind.CREATOR_AVAILABLE, due.creator(), due.currency()),
                            share)))
                    .forEach(PostingOutcome::orThrow);
        }
    }
}
