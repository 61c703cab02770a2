package ovation.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Ids;

/**
 * The monthly partitions, made ahead. There is no default partition: rows that fell into it would block the month they
 * belong to.
 */
@Component
class Months {

    private static final int BACK = 3;
    private static final int AHEAD = 3;

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;
    private final Set<YearMonth> made = ConcurrentHashMap.newKeySet();

    Months(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        makeAhead();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
    void makeAhead() {
        var now = month(clock.instant());
        for (var months = -BACK; months <= AHEAD; months++) {
            ensure(now.plusMonths(months));
        }
    }

    /** Costs a look into a set, unless a clock has jumped: then the month is made now, in a transaction of its own. */
    void ensureFor(UUID id) {
        ensure(month(Ids.instantOf(id)));
    }

    private void ensure(YearMonth month) {
        if (made.contains(month)) {
            return;
        }
        apart.executeWithoutResult(status -> jdbc.sql("SELECT ledger_make_month(:month)")
                .param("month", month.atDay(1))
                .query((row, number) -> number)
                .list());
        made.add(month);
    }

    private static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }
}
