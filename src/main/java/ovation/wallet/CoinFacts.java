package ovation.wallet;

import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
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
    private final MessageSource words;

    CoinFacts(JdbcClient jdbc, People people, MessageSource words) {
        this.jdbc = jdbc;
        this.people = people;
        this.words = words;
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
        var kind = known.kind().equals(Purchase.KIND) || known.kind().equals("coins.issue")
                ? "bought"
                : known.kind().substring("coins.".length());
        var who = people.card(known.person())
                .map(card -> "@" + card.handle())
                .orElseGet(() -> words.getMessage("wallet.fact.nobody", null, LocaleContextHolder.getLocale()));
        return words.getMessage(
                "wallet.fact." + kind, new Object[] {known.coins(), who}, LocaleContextHolder.getLocale());
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
