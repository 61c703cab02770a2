package ovation.payouts;

import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import ovation.base.SubjectRef;
import ovation.identity.People;
import ovation.ledger.FactBehind;

/** What stands behind the postings of payouts, for finance. */
@Component
class PayoutsFacts implements FactBehind {

    private final Lines lines;
    private final HoldingEarnings holding;
    private final People people;
    private final MessageSource words;

    PayoutsFacts(Lines lines, HoldingEarnings holding, People people, MessageSource words) {
        this.lines = lines;
        this.holding = holding;
        this.people = people;
        this.words = words;
    }

    @Override
    public Optional<Fact> of(UUID transfer, String kind, SubjectRef cause) {
        if (!kind.startsWith("payouts.")) {
            return Optional.empty();
        }
        return switch (cause.kind()) {
            case Posting.LINE -> lines.find(cause.id()).map(line -> line(line, "payouts.fact.payout"));
            case "transfer" -> lines.behind(transfer).map(line -> line(line, "payouts.fact.returned"));
            case Posting.HELD ->
                holding.find(cause.id())
                        .map(hold -> new Fact(
                                say("payouts.fact.hold", hold.amount(), name(hold.person()), hold.reason()),
                                "/finance/payouts"));
            case Posting.NET -> Optional.of(new Fact(say("payouts.fact.netting"), "/finance/payouts"));
            default ->
                kind.equals(Posting.CLAWBACK)
                        ? Optional.of(new Fact(say("payouts.fact.clawback", cause), "/finance/payouts"))
                        : Optional.empty();
        };
    }

    private Fact line(Line line, String key) {
        return new Fact(say(key, line.net(), name(line.person())), "/finance/payouts/batches/" + line.batch());
    }

    private String name(UUID person) {
        return people.card(person).map(card -> "@" + card.handle()).orElseGet(() -> say("payouts.fact.nobody"));
    }

    private String say(String key, Object... arguments) {
        return words.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }
}
