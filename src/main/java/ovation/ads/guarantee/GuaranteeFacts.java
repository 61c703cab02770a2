package ovation.ads.guarantee;

import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.SubjectRef;
import ovation.ledger.FactBehind;
import ovation.ledger.Money;

/** Behind a credit stands a day, or a flight, that cost more than was promised. */
@Component
class GuaranteeFacts implements FactBehind {

    private final JdbcClient jdbc;
    private final MessageSource words;

    GuaranteeFacts(JdbcClient jdbc, MessageSource words) {
        this.jdbc = jdbc;
        this.words = words;
    }

    @Override
    public Optional<Fact> of(UUID transfer, String kind, SubjectRef cause) {
        if (!kind.equals("ads.guarantee")) {
            return Optional.empty();
        }
        // primary key
        return jdbc.sql("""
                SELECT v.period, v.results, v.cost_micros, v.allowed_micros, v.currency, c.name
                FROM ads_guarantee v JOIN ads_campaign c ON c.id = v.campaign WHERE v.id = :id
                """)
                .param("id", cause.id())
                .query((row, number) -> new Fact(
                        String.valueOf(words.getMessage(
                                "ads.fact.guarantee",
                                new Object[] {
                                    row.getString("name"),
                                    row.getString("period"),
                                    row.getLong("results"),
                                    new Money(row.getLong("cost_micros"), row.getString("currency")),
                                    new Money(row.getLong("allowed_micros"), row.getString("currency"))
                                },
                                "ads.fact.guarantee",
                                LocaleContextHolder.getLocale())),
                        ""))
                .optional();
    }
}
