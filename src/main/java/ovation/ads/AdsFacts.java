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
            case "ads.spark" -> Optional.of(spark(transfer, cause));
            case "ads.spark_mature" -> Optional.of(new Fact(say("ads.fact.spark_mature"), ""));
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

    /** Billed like a charge, and split with the creator whose post was shown. */
    private Fact spark(UUID transfer, SubjectRef cause) {
        // ads_spark_share_transfer, primary key of ads_spark_code
        return jdbc.sql("""
                SELECT count(*) AS charges, min(k.share_percent) AS percent, min(k.business::text)::uuid AS business
                FROM ads_spark_share s JOIN ads_spark_code k ON k.id = s.code
                WHERE s.transfer = :transfer AND k.id = :code
                """)
                .param("transfer", transfer)
                .param("code", cause.id())
                .query((row, number) -> new Fact(
                        say(
                                "ads.fact.spark",
                                row.getLong("charges"),
                                businesses
                                        .find(row.getObject("business", UUID.class))
                                        .map(Businesses.Business::name)
                                        .orElse("–"),
                                row.getInt("percent")),
                        "/finance/charges/" + transfer))
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
