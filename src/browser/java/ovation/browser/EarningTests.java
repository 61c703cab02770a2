package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EarningTests extends OnStage {

    @Test
    void a_creator_reads_her_receipt_and_it_holds() {
        try (var creator = visitor()) {
            var page = creator.as("Creator").open("/desk/creator").page();
            assertThat(page.locator(".tile").first()).isVisible();
            if (page.locator("details:has(a[href*='/receipts/']):not([open])").count() > 0) {
                page.locator("details:has(a[href*='/receipts/']) summary")
                        .first()
                        .click();
            }
            page.locator("a[href*='/receipts/']:visible").first().click();
            page.waitForURL(Pattern.compile("/receipts/"));
            assertThat(page.locator(".page-head .badge--ok")).isVisible();
            var checks = page.locator(".checks li");
            assertThat(checks.first()).isVisible();
            assertThat(page.locator(".checks .badge--bad")).hasCount(0);
            assertThat(page.locator("dd.sum__total").last()).not().isEmpty();
        }
    }

    @Test
    void finance_sees_books_at_zero_and_days_closed() {
        try (var finance = visitor()) {
            var page = finance.as("Finance").open("/finance").page();
            finance.press("Check the books now");
            page.waitForURL(Pattern.compile("/finance"));
            var books = page.locator(".tile")
                    .filter(new Locator.FilterOptions().setHasText("EUR"))
                    .first();
            assertThat(books.locator(".tile__value")).hasText(Pattern.compile("^\\D*0([.,]0+)?\\D*$"));
            assertThat(page.locator(".badge--bad")).hasCount(0);
            assertThat(page.locator("table").last().locator("tbody tr").first()).isVisible();
        }
    }
}
