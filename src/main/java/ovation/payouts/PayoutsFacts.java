package ovation.payouts;

import java.util.Optional;
import java.util.UUID;
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

    PayoutsFacts(Lines lines, HoldingEarnings holding, People people) {
        this.lines = lines;
        this.holding = holding;
        this.people = people;
    }

    @Override
    public Optional<Fact> of(UUID transfer, String kind, SubjectRef cause) {
        if (!kind.startsWith("payouts.")) {
            return Optional.empty();
        }
        return switch (cause.kind()) {
            case Posting.LINE -> lines.find(cause.id()).map(line -> line(line, "Payout of"));
            case "transfer" -> lines.behind(transfer).map(line -> line(line, "Payout that came back of"));
            case Posting.HELD ->
                holding.find(cause.id())
                        .map(hold -> new Fact(
                                hold.amount() + " of " + name(hold.person()) + " held: " + hold.reason(),
                                "/finance/payouts"));
            case Posting.NET ->
                Optional.of(new Fact("What a creator owed, set off against later earnings", "/finance/payouts"));
            default ->
                kind.equals(Posting.CLAWBACK)
                        ? Optional.of(new Fact("Taken back from a creator because of " + cause, "/finance/payouts"))
                        : Optional.empty();
        };
    }

    private Fact line(Line line, String words) {
        return new Fact(
                words + " " + line.net() + " to " + name(line.person()), "/finance/payouts/batches/" + line.batch());
    }

    private String name(UUID person) {
        return people.card(person).map(card -> "@" + card.handle()).orElse("somebody who left");
    }
}
