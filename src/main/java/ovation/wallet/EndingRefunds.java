package ovation.wallet;

import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the provider says of a refund, in his transaction; told twice, it happens once. */
@Component
class EndingRefunds {

    private final Refunds refunds;
    private final Lots lots;
    private final Postings postings;
    private final JdbcClient jdbc;
    private final Clock clock;

    EndingRefunds(Refunds refunds, Lots lots, Postings postings, JdbcClient jdbc, Clock clock) {
        this.refunds = refunds;
        this.lots = lots;
        this.postings = postings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void refunded(UUID id) {
        var refund = refunds.find(id).orElseThrow();
        lots.lock(refund.person());
        refunds.refunded(id, clock.instant());
    }

    /** Also after it was refunded. The coins come back, and the money to where it was; frozen, if the payment is disputed meanwhile. */
    void failed(UUID id) {
        var person = refunds.find(id).orElseThrow().person();
        lots.lock(person);
        var refund = refunds.find(id).orElseThrow();
        if (refund.failedAt() != null) {
            return;
        }
        var now = clock.instant();
        refunds.failed(id, now);
        lots.putBack(id, now);
        var exact = refund.amount().minus(refund.rounding()).micros();
        var tax = jdbc.sql("SELECT sum(tax_micros)::bigint FROM wallet_taken WHERE fact = :refund AND why = 'refund'")
                .param("refund", id)
                .query(Long.class)
                .single();
        postings.post(
                refund.cause(), person, now, RefundingCoins.moves("coins.refund_failed", refund, -1, exact - tax, tax));
        // Served by wallet_dispute_purchase.
        jdbc.sql("SELECT id FROM wallet_dispute WHERE purchase = :purchase AND won_at IS NULL AND lost_at IS NULL")
                .param("purchase", refund.purchase())
                .query((row, number) -> row.getObject("id", UUID.class))
                .list()
                .forEach(dispute -> lots.freeze(refund.purchase(), dispute));
    }
}
