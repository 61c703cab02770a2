package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.stream.StreamSupport;
import ovation.base.MovableClock;
import tools.jackson.databind.JsonNode;

/** An advertiser's month ends: its invoices bill every charge, with the tax that is in it. */
final class InvoiceAudit {

    private InvoiceAudit() {}

    /** @param charged in cash until now, of a business of which no invoice was made yet @param lines how each line begins */
    static void monthIsOver(
            MovableClock clock, Partner stranger, String handle, String business, long charged, String... lines) {
        clock.moveTo(YearMonth.from(clock.instant().atZone(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(2)
                .atTime(6, 0)
                .toInstant(ZoneOffset.UTC));
        var member = stranger.signIn(handle);
        var documents = "/api/v1/businesses/" + business + "/documents";
        var sum = 0L;
        var texts = new ArrayList<String>();
        for (var invoice : items(member.get(documents + "?kind=invoice"))) {
            var gross = micros(invoice, "gross");
            sum += gross;
            assertThat(micros(invoice, "vat")).isEqualTo(gross - Math.round(gross * 100 / 119.0));
            assertThat(member.text(invoice.path("pdf").asString())).startsWith("%PDF");
            var page = documents + "/" + invoice.path("id").asString();
            var ofLines = 0L;
            for (var line : member.get(page).path("lines")) {
                texts.add(line.path("text").asString());
                ofLines += micros(line, "gross");
            }
            assertThat(ofLines).isEqualTo(gross);
        }
        assertThat(sum).isEqualTo(charged);
        for (var line : lines) {
            assertThat(texts).anySatisfy(text -> assertThat(text).startsWith(line));
        }
    }

    private static Iterable<JsonNode> items(JsonNode slice) {
        return StreamSupport.stream(slice.path("items").spliterator(), false).toList();
    }

    private static long micros(JsonNode of, String field) {
        return of.path(field).path("micros").asLong();
    }
}
