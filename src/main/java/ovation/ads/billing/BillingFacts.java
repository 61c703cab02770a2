package ovation.ads.billing;

import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.SubjectRef;
import ovation.identity.Businesses;
import ovation.ledger.FactBehind;

/** Behind a credit stands its reason, behind promotional credit who got it, behind a tax its document. */
@Component
class BillingFacts implements FactBehind {

    private final JdbcClient jdbc;
    private final Grants grants;
    private final Documents documents;
    private final Businesses businesses;
    private final MessageSource words;

    BillingFacts(JdbcClient jdbc, Grants grants, Documents documents, Businesses businesses, MessageSource words) {
        this.jdbc = jdbc;
        this.grants = grants;
        this.documents = documents;
        this.businesses = businesses;
        this.words = words;
    }

    @Override
    public Optional<Fact> of(UUID transfer, String kind, SubjectRef cause) {
        return switch (kind) {
            case "ads.credit" -> credit(cause.id());
            case "ads.grant", "ads.grant_expire", "ads.grant_return" ->
                grants.find(cause.id())
                        .map(grant -> new Fact(
                                say("ads.fact." + kind.substring(4), name(grant.business())), "/finance/ads-grants"));
            case "ads.vat", "ads.vat_back" ->
                documents
                        .find(cause.id())
                        .map(document ->
                                new Fact(say("ads.fact.vat", document.number(), name(document.business())), ""));
            default -> Optional.empty();
        };
    }

    private Optional<Fact> credit(UUID id) {
        // primary key
        return jdbc.sql("SELECT business, reason FROM ads_credit WHERE id = :id")
                .param("id", id)
                .query((row, number) -> new Fact(
                        say("ads.fact.credit", row.getString("reason"), name(row.getObject("business", UUID.class))),
                        ""))
                .optional();
    }

    private String name(UUID business) {
        return businesses.find(business).map(Businesses.Business::name).orElse("–");
    }

    private String say(String code, Object... arguments) {
        return String.valueOf(words.getMessage(code, arguments, code, LocaleContextHolder.getLocale()));
    }
}
