package ovation.payouts;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import ovation.ledger.FactBehind;
import ovation.ledger.FactBehind.Fact;

/** The bean {@code payoutWords} of templates: what a statement's postings are called, and where their causes are explained. */
@Component("payoutWords")
class PayoutWords {

    private static final String REWARDS_DAY = "rewards_day";

    private static final String COINS_TAKEN_BACK = "coins.clawback";
    private static final String VIDEO = "/v/";

    private final MessageSource messages;
    private final StatementFiles files;
    private final List<FactBehind> facts;

    PayoutWords(MessageSource messages, StatementFiles files, List<FactBehind> facts) {
        this.messages = messages;
        this.files = files;
        this.facts = facts;
    }

    public String kind(String kind) {
        return files.kind(kind, LocaleContextHolder.getLocale());
    }

    /**
     * For the creator herself: a day of rewards leads to her receipt of that day, payouts and holds to her payouts page.
     * What other modules know is told without their link, which is a page of finance or of the buyer, unless it is a video's; and
     * who took a payment back is his and his bank's business.
     */
    public Fact cause(Statement.Entry entry) {
        var cause = entry.cause();
        if (cause.is(REWARDS_DAY)) {
            return day(cause.id().getLeastSignificantBits(), entry.amount().currency());
        }
        if (entry.kind().startsWith("payouts.")) {
            return new Fact(
                    word("payouts.cause." + (cause.is(Posting.HELD) ? "hold" : "payout")), "/desk/creator/payouts");
        }
        if (entry.kind().equals(COINS_TAKEN_BACK)) {
            return new Fact(word("payouts.cause.clawback"), "");
        }
        return facts.stream()
                .flatMap(each -> each.of(entry.transfer(), entry.kind(), cause).stream())
                .findFirst()
                .map(fact -> new Fact(fact.title(), fact.href().startsWith(VIDEO) ? fact.href() : ""))
                .orElseGet(() -> new Fact(cause.toString(), ""));
    }

    private Fact day(long epochDay, String currency) {
        try {
            var day = LocalDate.ofEpochDay(epochDay);
            var text = day.format(
                    DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(LocaleContextHolder.getLocale()));
            return new Fact(word("payouts.cause.receipt", text), "/receipts/of-day/" + day + "/" + currency);
        } catch (DateTimeException notADay) {
            return new Fact(REWARDS_DAY, "");
        }
    }

    private String word(String key, Object... arguments) {
        return messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }
}
