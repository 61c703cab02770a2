package ovation.payouts;

import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import ovation.identity.People;
import ovation.ledger.Money;

/** A statement to keep: as CSV, every figure exact, and as PDF with text that can be searched and copied. */
@Component
class StatementFiles {

    /** Helvetica is one of the fourteen fonts that every reader has, so nothing is embedded; letters outside Latin-1 are lost. */
    private static final Font PLAIN = new Font(Font.HELVETICA, 9);

    private static final Font SMALL = new Font(Font.HELVETICA, 7);
    private static final Font BOLD = new Font(Font.HELVETICA, 9, Font.BOLD);
    private static final Font TITLE = new Font(Font.HELVETICA, 18, Font.BOLD);

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
        var bytes = new ByteArrayOutputStream();
        try (var document = new Document(PageSize.A4, 48, 48, 56, 56)) {
            var writer = PdfWriter.getInstance(document, bytes);
            writer.setViewerPreferences(PdfWriter.DisplayDocTitle);
            document.addTitle(text(locale, "payouts.pdf.title", statement.label()));
            document.setDocumentLanguage(locale.getLanguage());
            document.open();
            document.add(new Paragraph(text(locale, "payouts.pdf.title", statement.label()), TITLE));
            document.add(new Paragraph(
                    statement.month().format(DateTimeFormatter.ofPattern("MMMM yyyy", locale)) + " · "
                            + statement.opening().currency(),
                    BOLD));
            document.add(new Paragraph(whom(statement), PLAIN));
            document.add(new Paragraph(" ", SMALL));
            document.add(sums(statement, locale));
            document.add(new Paragraph(" ", SMALL));
            document.add(entries(statement, locale));
            document.add(new Paragraph(text(locale, "payouts.pdf.hash") + " " + statement.sha256(), SMALL));
        }
        return bytes.toByteArray();
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

    private PdfPTable sums(Statement statement, Locale locale) {
        var table = new PdfPTable(new float[] {3, 1});
        table.setWidthPercentage(100);
        row(table, PLAIN, text(locale, "payouts.statement.opening"), amount(statement.opening()));
        statement.sources().forEach(source -> row(table, PLAIN, kind(source.kind(), locale), amount(source.sum())));
        row(table, BOLD, text(locale, "payouts.statement.closing"), amount(statement.closing()));
        return table;
    }

    private PdfPTable entries(Statement statement, Locale locale) {
        var table = new PdfPTable(new float[] {0.5f, 1.6f, 3.4f, 1.6f, 1.5f});
        table.setWidthPercentage(100);
        table.setHeaderRows(1);
        Stream.of("payouts.line", "payouts.booked", "payouts.kind", "payouts.account", "payouts.amount")
                .forEach(key -> cell(table, text(locale, key), BOLD, key.equals("payouts.amount")));
        var time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", locale).withZone(ZoneOffset.UTC);
        for (var entry : statement.entries()) {
            cell(table, String.valueOf(entry.line()), PLAIN, false);
            cell(table, time.format(entry.bookedAt()), PLAIN, false);
            cell(table, kind(entry.kind(), locale), PLAIN, false);
            cell(table, text(locale, "payouts.account." + entry.account().name()), PLAIN, false);
            cell(table, amount(entry.amount()), PLAIN, true);
        }
        return table;
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

    private static void row(PdfPTable table, Font font, String label, String amount) {
        cell(table, label, font, false);
        cell(table, amount, font, true);
    }

    private static void cell(PdfPTable table, String text, Font font, boolean right) {
        var cell = new PdfPCell(new Phrase(text, font));
        cell.setHorizontalAlignment(right ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
        cell.setBorderWidth(0);
        cell.setBorderWidthBottom(0.25f);
        cell.setPadding(3);
        table.addCell(cell);
    }
}
