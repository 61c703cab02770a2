package ovation.ads.billing;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import ovation.ledger.Money;
import ovation.media.Paper;

/** A document as PDF: from its rows, which never change, so it is the same whenever it is fetched. */
@Component
class DocumentFiles {

    private static final float[] LINES = {4f, 1.2f, 1.8f, 1.6f};
    private static final float[] SUMS = {4f, 1.6f};

    private final MessageSource messages;

    DocumentFiles(MessageSource messages) {
        this.messages = messages;
    }

    byte[] pdf(Document document, Locale locale) {
        var title = text(locale, "ads.document." + document.kind()) + " " + document.number();
        try (var paper = new Paper(title, locale.getLanguage())) {
            paper.line(document.seller(), 9, false);
            paper.line(text(locale, "ads.document.vat_id") + " " + document.sellerVatId(), 9, false);
            paper.gap(18);
            paper.line(title, 18, true);
            paper.line(when(document, locale), 9, false);
            paper.gap(10);
            paper.line(text(locale, "ads.document.to"), 9, true);
            paper.line(document.buyer(), 9, false);
            if (!document.buyerVatId().isEmpty()) {
                paper.line(text(locale, "ads.document.vat_id") + " " + document.buyerVatId(), 9, false);
            }
            paper.gap(14);
            lines(paper, document, locale);
            paper.gap(14);
            sums(paper, document, locale);
            paper.gap(10);
            paper.line(text(locale, "ads.document.rule." + document.vatRule()), 8, false);
            paper.line(text(locale, "ads.document.paid." + document.kind()), 8, false);
            return paper.bytes();
        }
    }

    private String when(Document document, Locale locale) {
        var issued = text(locale, "ads.document.issued", day(document.issuedAt(), document.timeZone()));
        return document.kind().equals("topup")
                ? issued
                : issued + " · "
                        + text(
                                locale,
                                "ads.document.period",
                                day(document.periodFrom(), document.timeZone()),
                                day(document.periodTo().minusMillis(1), document.timeZone()),
                                document.timeZone().getId());
    }

    private void lines(Paper paper, Document document, Locale locale) {
        paper.head(() -> paper.row(
                true,
                LINES,
                text(locale, "ads.document.line"),
                text(locale, "ads.document.quantity"),
                text(locale, "ads.document.promotional"),
                text(locale, "ads.document.amount")));
        for (var line : document.lines()) {
            paper.row(
                    false,
                    LINES,
                    said(line, document.kind(), locale),
                    String.format(locale, "%,d", line.quantity()),
                    line.promotional().isZero() ? "" : amount(line.promotional()),
                    amount(line.gross()));
        }
    }

    private void sums(Paper paper, Document document, Locale locale) {
        if (!document.vatRule().equals("none")) {
            paper.row(false, SUMS, text(locale, "ads.document.net"), amount(document.net()));
            paper.row(
                    false,
                    SUMS,
                    text(
                            locale,
                            "ads.document.vat",
                            document.vatPercent().stripTrailingZeros().toPlainString()),
                    amount(document.vat()));
        }
        paper.row(true, SUMS, text(locale, "ads.document.total"), amount(document.gross()));
    }

    /** A campaign is named by its name; what was booked, credits and top-ups by their kind. */
    String said(Document.Line line, String kind, Locale locale) {
        if (line.campaign() != null && kind.equals("invoice")) {
            return line.text();
        }
        var code = line.text().split(" · ", 2);
        var key = kind.equals("invoice") ? "ads.document.booked." : "ads.document.kind.";
        var name = messages.getMessage(key + code[0], null, code[0], locale);
        return name + (code.length > 1 ? " · " + code[1] : "");
    }

    private String text(Locale locale, String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    private static String day(Instant at, ZoneId zone) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(at.atZone(zone));
    }

    private static String amount(Money money) {
        return money.decimal() + " " + money.currency();
    }
}
