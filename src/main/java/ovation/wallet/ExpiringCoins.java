package ovation.wallet;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;

/** Coins whose validity has ended. What was paid for them becomes revenue; a disputed lot waits for its dispute. */
@Component
class ExpiringCoins {

    private static final int BATCH = 500;

    private final Lots lots;
    private final Postings postings;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ExpiringCoins(Lots lots, Postings postings, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.lots = lots;
        this.postings = postings;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${ovation.wallet.expiry-interval:10m}")
    void expire() {
        // Served by wallet_lot_expiry.
        var people = jdbc.sql("""
                        SELECT DISTINCT person FROM (
                            SELECT person FROM wallet_lot
                            WHERE spent + taken < coins AND expires_at IS NOT NULL AND expires_at <= :now AND frozen_by IS NULL
                            LIMIT :limit) due
                        """)
                .param("now", Purchases.utc(clock.instant()))
                .param("limit", BATCH)
                .query((row, number) -> row.getObject("person", UUID.class))
                .list();
        people.forEach(person -> transaction.executeWithoutResult(status -> expire(person)));
    }

    private void expire(UUID person) {
        var now = clock.instant();
        lots.lock(person);
        for (var lot : lots.left(person)) {
            var expires = lot.expiresAt();
            if (lot.frozenBy() == null && expires != null && !expires.isAfter(now)) {
                expire(lot, now);
            }
        }
    }

    private void expire(Lot lot, Instant now) {
        var expiry = new SubjectRef("coin_expiry", Ids.next(clock));
        var part = lot.back(lot.left());
        lots.take(part, "expiry", expiry.id(), now);
        var moves = new ArrayList<Postings.Move>();
        moves.add(new Postings.Move(
                "coins.expire",
                new Legs(Money.COIN)
                        .debit(AccountKind.COIN_WALLET, lot.person(), part.coins())
                        .credit(AccountKind.COIN_EXPIRED, part.coins())
                        .legs()));
        moves.add(new Postings.Move(
                "coins.expire",
                new Legs(lot.currency())
                        .debit(AccountKind.COIN_DEFERRED_REVENUE, part.deferred())
                        .credit(AccountKind.COIN_REVENUE, part.revenue())
                        .credit(AccountKind.SALES_TAX_PAYABLE, part.taxDue())
                        .legs()));
        postings.post(expiry, lot.person(), now, moves);
    }
}
