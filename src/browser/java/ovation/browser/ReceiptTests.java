package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The demo's advertiser looks at what was billed, has a receipt verified, and takes his papers home. */
class ReceiptTests extends OnStage {

    @Test
    void a_receipt_holds_and_one_with_another_figure_does_not() throws IOException {
        try (var advertiser = visitor().as("Advertiser")) {
            var page = business(advertiser);
            advertiser.follow("Charges");
            assertThat(page.locator("main tbody tr").first()).isVisible();
            face(advertiser, "charges");

            page.locator("main tbody tr")
                    .filter(named("impression"))
                    .first()
                    .locator("a")
                    .click();
            assertThat(page.locator(".slip__total")).isVisible();
            var json = page.locator("input[name=receipt]").inputValue();
            face(advertiser, "receipt");

            advertiser.press("Verify");
            assertThat(page.locator(".verdict .note--ok")).isVisible();
            assertThat(page.locator(".verdict .badge--bad")).hasCount(0);
            face(advertiser, "verify-sound");

            page.locator("textarea[name=receipt]").fill(tampered(json));
            page.locator("form:has(textarea[name=receipt]) button[type=submit]").click();
            assertThat(page.locator(".verdict .note--bad")).isVisible();
            assertThat(page.locator(".checks li:has(.badge--bad)").filter(named("priceMicros")))
                    .hasCount(1);
            face(advertiser, "verify-broken");
        }
    }

    @Test
    void a_day_at_a_fixed_price_has_a_receipt_too() {
        try (var advertiser = visitor().as("Advertiser")) {
            var page = business(advertiser);
            advertiser.follow("Charges");
            // the demo's, charged when it was over
            page.locator("main tbody tr")
                    .filter(named("Effects tray"))
                    .first()
                    .locator("a")
                    .click();
            assertThat(page.locator(".slip h1")).hasText("Receipt for a day");
            assertThat(page.locator(".slip")).containsText("fixed-day-1");
            assertThat(page.locator(".slip__total")).containsText("€40");
            face(advertiser, "receipt-day");

            advertiser.press("Verify");
            assertThat(page.locator(".verdict .note--ok")).isVisible();
            assertThat(page.locator(".verdict .badge--bad")).hasCount(0);
        }
    }

    @Test
    void the_papers_are_there_to_take_home_and_the_reports_and_members_to_read() throws IOException {
        try (var advertiser = visitor().as("Advertiser")) {
            var page = business(advertiser);
            face(advertiser, "business");
            for (var tab : new String[] {"Reports", "Members", "Billing"}) {
                page.locator(".ads-tabs a:text-is('" + tab + "')").click();
                assertThat(page.locator(".ads-tabs [aria-current]")).hasText(tab);
                assertThat(page.locator("main h1")).hasText(tab);
                face(advertiser, tab.toLowerCase(java.util.Locale.ROOT));
            }
            page.locator("main tbody th a, main .list a[href*='/billing/']")
                    .first()
                    .click();
            assertThat(page.locator("main tfoot")).isVisible();
            face(advertiser, "document");
            var paper = page.waitForDownload(
                    () -> page.locator("a[href$='/pdf']").first().click());
            assertThat(new String(Files.readAllBytes(paper.path()), StandardCharsets.ISO_8859_1))
                    .startsWith("%PDF-")
                    .contains("%%EOF");
        }
    }

    private static Page business(Visitor advertiser) {
        var page = advertiser.open("/desk/ads").page();
        if (!page.url().matches(".*/desk/ads/[0-9a-f-]{36}.*")) {
            page.locator("main a[href*='/desk/ads/']").first().click();
        }
        page.waitForURL(Pattern.compile("/desk/ads/[0-9a-f-]{36}"));
        return page;
    }

    private static Locator.FilterOptions named(String field) {
        return new Locator.FilterOptions().setHasText(field);
    }

    /** The last digit of the price is another. */
    private static String tampered(String receipt) {
        var price = Pattern.compile("\"priceMicros\":(\\d+)").matcher(receipt);
        assertThat(price.find()).as(receipt).isTrue();
        var micros = Long.parseLong(price.group(1)) + 1;
        return receipt.substring(0, price.start(1)) + micros + receipt.substring(price.end(1));
    }

    private static void face(Visitor advertiser, String name) {
        var page = advertiser.page();
        OnTheBooks.keep(page, "receipts", name);
        var inspection = new Inspection(page);
        inspection.look(name);
        page.setViewportSize(1280, 800);
        assertThat(inspection.findings()).isEmpty();
    }
}
