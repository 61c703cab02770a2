package ovation.payouts;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import ovation.identity.People;
import ovation.ledger.Money;
import ovation.media.Paper;

/** A statement to keep: as CSV, every figure exact, and as PDF with text that can be searched and copied. */
@Component
class StatementFiles {

    private static final float[] SUMS = {3, 1};
    private static final float[] ENTRIES = {0.5f, 1.6f, 3.4f, 1.6f, 1.5f};

    private final Details details;
    private final People people;
    private final MessageSource messages;

    StatementFiles(Details details, People people, MessageSource messages) {
        this.details = details;
        this.people = people;
        this.messages = messages;
    }

    /** Ids, dates and numbers, and kinds of our own, so no spreadsheet can take a cell for a formula. Lines as RFC 4180 wants. */
    String csv(Statement statement) {
        var head = Stream.of(
                "statement,line,booked_at,account,kind,cause_kind,cause,transfer,currency,amount",
                row(statement, "opening", statement.opening()));
        var entries = statement.entries().stream()
                .map(entry -> String.join(
                        ",",
                        statement.label(),
                        String.valueOf(entry.line()),
                        entry.bookedAt().toString(),
                        entry.account().name(),
                        entry.kind(),
                        entry.cause().kind(),
                        entry.cause().id().toString(),
                        entry.transfer().toString(),
                        entry.amount().currency(),
                        entry.amount().decimal()));
        return Stream.of(head, entries, Stream.of(row(statement, "closing", statement.closing())))
                .flatMap(each -> each)
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String row(Statement statement, String kind, Money amount) {
        return statement.label() + ",,,," + kind + ",,,," + amount.currency() + "," + amount.decimal();
    }

    byte[] pdf(Statement statement, Locale locale) {
        var title = text(locale, "payouts.pdf.title", statement.label());
        try (var paper = new Paper(title, locale.getLanguage())) {
            paper.line(title, 18, true);
            paper.line(
                    statement.month().format(DateTimeFormatter.ofPattern("MMMM yyyy", locale)) + " · "
                            + statement.opening().currency(),
                    9,
                    true);
            paper.line(whom(statement), 9, false);
            paper.gap(12);
            sums(paper, statement, locale);
            paper.gap(12);
            entries(paper, statement, locale);
            paper.gap(6);
            paper.line(text(locale, "payouts.pdf.hash") + " " + statement.sha256(), 7, false);
            return paper.bytes();
        }
    }

    private String whom(Statement statement) {
        var profile = details.profile(statement.person());
        var name = profile.map(Profile::legalName).orElse("");
        var handle =
                people.card(statement.person()).map(card -> "@" + card.handle()).orElse("");
        var address = profile.filter(Profile::complete)
                .map(each ->
                        ", " + each.street() + ", " + each.postalCode() + " " + each.city() + ", " + each.country())
                .orElse("");
        return (name + " " + handle).strip() + address;
    }

    private void sums(Paper paper, Statement statement, Locale locale) {
        paper.row(false, SUMS, text(locale, "payouts.statement.opening"), amount(statement.opening()));
        statement
                .sources()
                .forEach(source -> paper.row(false, SUMS, kind(source.kind(), locale), amount(source.sum())));
        paper.row(true, SUMS, text(locale, "payouts.statement.closing"), amount(statement.closing()));
    }

    private void entries(Paper paper, Statement statement, Locale locale) {
        paper.head(() -> paper.row(
                true,
                ENTRIES,
                Stream.of("payouts.line", "payouts.booked", "payouts.kind", "payouts.account", "payouts.amount")
                        .map(key -> text(locale, key))
                        .toArray(String[]::new)));
        var time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", locale).withZone(ZoneOffset.UTC);
        for (var entry : statement.entries()) {
            paper.row(
                    false,
                    ENTRIES,
                    String.valueOf(entry.line()),
                    time.format(entry.bookedAt()),
                    kind(entry.kind(), locale),
                    text(locale, "payouts.account." + entry.account().name()),
                    amount(entry.amount()));
        }
    }

    /** The words of kinds that we know; another module's new kind stands as it is. */
    String kind(String kind, Locale locale) {
        return Optional.ofNullable(messages.getMessage("payouts.source." + kind, null, null, locale))
                .orElse(kind);
    }

    private String text(Locale locale, String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    private static String amount(Money money) {
        return money.decimal() + " " + money.currency();
    }
}
