package ovation.wallet;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.SubjectRef;
import ovation.identity.People;
import ovation.ledger.FactBehind;

/** Names the purchase, spend, refund or dispute behind a posting. */
@Component
class CoinFacts implements FactBehind {

    private final JdbcClient jdbc;
    private final People people;

    CoinFacts(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    private record Known(
            String kind, UUID fact, UUID person, String currency, String coins, String purchase, String video) {}

    @Override
    public Optional<Fact> of(UUID transfer, String kind, SubjectRef cause) {
        if (!kind.startsWith("coins.")) {
            return Optional.empty();
        }
        return find(transfer).map(known -> new Fact(title(known), href(known)));
    }

    private String title(Known known) {
        var who = people.card(known.person()).map(card -> "@" + card.handle()).orElse("somebody who has left");
        return switch (known.kind()) {
            case Purchase.KIND, "coins.issue" -> known.coins() + " coins bought by " + who;
            case "coins.spend" -> known.coins() + " coins spent by " + who;
            case "coins.refund" -> known.coins() + " unspent coins given back to Ovation by " + who;
            case "coins.refund_failed" -> known.coins() + " coins back in the wallet of " + who + ": the refund failed";
            case "coins.dispute_lost" -> "A disputed payment for coins of " + who + " is lost";
            case "coins.clawback" -> "Creators’ shares of coins that " + who + " did not pay for";
            case "coins.mature" -> "Shares of coins become available to " + who;
            case "coins.expire" -> known.coins() + " coins of " + who + " have expired";
            default -> known.kind() + " of " + who;
        };
    }

    /** A run that made shares available leads to where its gifts stood before. */
    private static String href(Known known) {
        if (known.kind().equals("coins.mature")) {
            return "/finance/books/CREATOR_ESTIMATED/" + known.person() + "?currency=" + known.currency();
        }
        if (!known.purchase().isEmpty()) {
            return "/coins/purchases/" + known.purchase();
        }
        return known.video().isEmpty() ? "" : "/v/" + known.video();
    }

    /** All by primary key or wallet_posting_fact. */
    private Optional<Known> find(UUID transfer) {
        return jdbc.sql("""
                        SELECT p.kind, p.fact, p.person, p.currency,
                               coalesce((SELECT c.micros FROM wallet_posting c
                                         WHERE c.fact = p.fact AND c.currency = 'COIN' AND (c.kind = p.kind OR p.kind = 'coins.purchase')
                                         LIMIT 1), 0)::text AS coins,
                               coalesce((SELECT id FROM wallet_purchase WHERE id = p.fact),
                                        (SELECT purchase FROM wallet_refund WHERE id = p.fact),
                                        (SELECT purchase FROM wallet_dispute WHERE id = p.fact))::text AS purchase,
                               (SELECT cause_id FROM wallet_spend WHERE id = p.fact AND cause_kind = 'video')::text AS video
                        FROM wallet_posting p WHERE p.transfer = :transfer
                        """)
                .param("transfer", transfer)
                .query((row, number) -> new Known(
                        row.getString("kind"),
                        row.getObject("fact", UUID.class),
                        row.getObject("person", UUID.class),
                        row.getString("currency"),
                        row.getString("coins"),
                        Optional.ofNullable(row.getString("purchase")).orElse(""),
                        Optional.ofNullable(row.getString("video")).orElse("")))
                .optional();
    }
}
