package ovation.ledger;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Ids;

/** The regular work: folds hot accounts, and ends holds that have run out. */
@Component
class KeepingBooks {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Books books;
    private final Clock clock;

    KeepingBooks(JdbcClient jdbc, PlatformTransactionManager transactions, Books books, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.books = books;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${ovation.ledger.roll-up-interval:5s}")
    void rollUp() {
        jdbc.sql("SELECT ledger_roll_up()").query(Long.class).single();
    }

    /** Each in a transaction of its own: the locks of several holds have no common order. */
    @Scheduled(fixedDelayString = "${ovation.ledger.expiry-interval:5s}")
    void expireHolds() {
        var more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(status -> expireNext()));
        }
    }

    private boolean expireNext() {
        // Served by ledger_hold_expiry; skips what another node ends now, and currencies that are stopped.
        var hold = jdbc.sql("SELECT id FROM ledger_next_to_expire(:now) AS id WHERE id IS NOT NULL")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
        hold.ifPresent(id -> books.expire(Ids.next(clock), id).orThrow());
        return hold.isPresent();
    }
}
