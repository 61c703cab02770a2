package ovation.finance;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.FactBehind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.ledger.Seals;
import ovation.ledger.TransferLog;

/** Where an amount comes from: its postings, what they moved, and the business fact behind them. */
@Component
class ExplainingCents {

    private static final Pattern AMOUNT = Pattern.compile(
            "(?<before>[A-Z]{3,4}|€|\\$|£)?\\s*(?<amount>\\d{1,12}(?:[.,]\\d{1,6})?)\\s*(?<after>[A-Z]{3,4}|€|\\$|£)?");

    private final TransferLog log;
    private final Seals seals;
    private final Ledger ledger;
    private final ObjectProvider<FactBehind> facts;

    ExplainingCents(TransferLog log, Seals seals, Ledger ledger, ObjectProvider<FactBehind> facts) {
        this.log = log;
        this.seals = seals;
        this.ledger = ledger;
        this.facts = facts;
    }

    /** @param seal null while it is not sealed yet. @param fact null when no module knows it */
    record Explained(TransferLog.Posting posting, FactBehind.@Nullable Fact fact, Seals.@Nullable Seal seal) {}

    /** @param asked what the question was taken for: {@code transfer}, {@code cause}, {@code amount} or {@code nothing} */
    record Answer(String asked, List<Explained> items) {}

    Optional<Explained> transfer(UUID id) {
        return log.find(id).map(this::explain);
    }

    /** @param question a transfer's id, the id of a cause, or an amount such as {@code 12.50} or {@code USD 3} */
    Answer answer(String question, String currency) {
        var text = question.strip();
        var id = Ids.parse(text);
        if (id.isPresent()) {
            var transfer = transfer(id.get());
            return transfer.isPresent()
                    ? new Answer("transfer", List.of(transfer.get()))
                    : new Answer("cause", explain(log.byCause(id.get())));
        }
        return amount(text, currency)
                .map(amount -> new Answer("amount", explain(log.byAmount(amount))))
                .orElseGet(() -> new Answer("nothing", List.of()));
    }

    private Optional<Money> amount(String text, String usual) {
        var found = AMOUNT.matcher(text.replace("−", "").replace("-", ""));
        if (!found.matches()) {
            return Optional.empty();
        }
        var named = found.group("before") == null ? found.group("after") : found.group("before");
        var currency = named == null
                ? usual
                : switch (named) {
                    case "€" -> "EUR";
                    case "$" -> "USD";
                    case "£" -> "GBP";
                    default -> named;
                };
        if (!ledger.currencies().contains(currency)) {
            return Optional.empty();
        }
        var amount = new BigDecimal(found.group("amount").replace(',', '.'));
        var micros = currency.equals(Money.COIN) ? amount : amount.movePointRight(6);
        return micros.signum() > 0 && micros.stripTrailingZeros().scale() <= 0
                ? Optional.of(new Money(micros.longValueExact(), currency))
                : Optional.empty();
    }

    private List<Explained> explain(List<TransferLog.Posting> postings) {
        return postings.stream().map(this::explain).toList();
    }

    private Explained explain(TransferLog.Posting posting) {
        return new Explained(
                posting,
                behind(posting.id(), posting.kind(), posting.cause()).orElse(null),
                seals.over(posting.id()).orElse(null));
    }

    /** A reversal's fact is the transfer that it takes back. */
    Optional<FactBehind.Fact> behind(UUID transfer, String kind, SubjectRef cause) {
        return facts.orderedStream()
                .flatMap(each -> each.of(transfer, kind, cause).stream())
                .findFirst()
                .or(() -> cause.is("transfer")
                        ? log.find(cause.id())
                                .map(reversed -> new FactBehind.Fact(
                                        reversed.kind() + " " + reversed.id(), "/finance/transfers/" + reversed.id()))
                        : Optional.empty());
    }
}
