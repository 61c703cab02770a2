package ovation.ads;

import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.SubjectRef;
import ovation.identity.Businesses;
import ovation.ledger.FactBehind;

/** Behind a charge stand the impressions and clicks that it bills; behind a reservation the lease that serves from it. */
@Component
class AdsFacts implements FactBehind {

    private final JdbcClient jdbc;
    private final Businesses businesses;
    private final MessageSource words;

    AdsFacts(JdbcClient jdbc, Businesses businesses, MessageSource words) {
        this.jdbc = jdbc;
        this.businesses = businesses;
        this.words = words;
    }

    @Override
    public Optional<Fact> of(UUID transfer, String kind, SubjectRef cause) {
        return switch (kind) {
            case "ads.charge" -> Optional.of(charge(transfer, cause));
            case "ads.reserve", "ads.release" ->
                Optional.of(new Fact(say("ads.fact." + kind.substring("ads.".length()), business(cause)), ""));
            default -> Optional.empty();
        };
    }

    private Fact charge(UUID transfer, SubjectRef cause) {
        // ads_charge_transfer
        return jdbc.sql("""
                SELECT count(*) FILTER (WHERE event IN ('impression', 'view')) AS impressions, count(*) FILTER (WHERE event = 'click') AS clicks,
                    count(*) AS charges
                FROM ads_charge WHERE transfer = :transfer
                """)
                .param("transfer", transfer)
                .query((row, number) -> new Fact(
                        say(
                                "ads.fact.charge",
                                row.getLong("impressions"),
                                row.getLong("clicks"),
                                businesses
                                        .find(cause.id())
                                        .map(Businesses.Business::name)
                                        .orElse("–")),
                        row.getLong("charges") == 0 ? "" : "/finance/charges/" + transfer))
                .single();
    }

    private String business(SubjectRef cause) {
        // Primary keys of ads_lease and ads_group.
        var table = cause.is("ad_lease")
                ? "SELECT business FROM ads_lease WHERE id = :id"
                : "SELECT c.business FROM ads_group g JOIN ads_campaign c ON c.id = g.campaign WHERE g.id = :id";
        return jdbc.sql(table)
                .param("id", cause.id())
                .query((row, number) -> row.getObject("business", UUID.class))
                .optional()
                .flatMap(businesses::find)
                .map(Businesses.Business::name)
                .orElse("–");
    }

    private String say(String code, Object... arguments) {
        return String.valueOf(words.getMessage(code, arguments, code, LocaleContextHolder.getLocale()));
    }
}
