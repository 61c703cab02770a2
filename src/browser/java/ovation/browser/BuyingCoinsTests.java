package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** From no coins to thanking a creator and back to the money, as a person sees it. */
class BuyingCoinsTests extends OnStage {

    private static final Path PICTURES = Path.of("target/browser/coins");

    @Test
    void a_viewer_buys_coins_thanks_a_creator_and_takes_the_rest_back() {
        try (var mia = visitor()) {
            mia.signUp("Mia");
            var page = mia.open("/coins").page();
            var inspection = new Inspection(page);
            inspection.look("coins");
            keep(page, "1-empty");

            page.locator(".pack")
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("€9.99"))
                    .click();
            page.locator("input[name=consent]").check();
            mia.press("Buy: go on to the payment");
            page.waitForURL(Pattern.compile("/sandbox/pay/"));
            mia.press("Approve");
            page.waitForURL(Pattern.compile("/coins/purchases/"));
            assertThat(page.locator("h1")).hasText("Your coins are here");
            inspection.look("purchase");
            keep(page, "2-purchase");

            mia.open("/");
            var feed = new Watching(page);
            if (feed.isAd()) {
                feed.next("j");
            }
            page.keyboard().press("g");
            var box = page.locator("[data-sheet=thank]");
            box.locator(".thanks__amount").first().click();
            assertThat(box.locator("[role=status]")).containsText("You gave 10 coins");
            inspection.look("thanks");
            keep(page, "3-thanks");
            page.keyboard().press("Escape");
            assertThat(box).isHidden();

            mia.open("/coins");
            assertThat(page.locator(".purse__number")).hasText("710");
            inspection.look("coins with some");
            keep(page, "4-coins");
            mia.follow("690 of 700 coins left");
            mia.follow("Withdraw from the purchase");
            assertThat(page.locator("dd.sum__total")).hasText("€9.85");
            inspection.look("refund");
            keep(page, "5-refund");
            mia.press("Confirm: give them back and get €9.85");
            page.waitForURL(Pattern.compile("/coins/refunds/"));
            assertThat(page.locator("h1")).hasText("Refunded");
            inspection.look("refunded");
            mia.open("/coins/history");
            assertThat(page.locator(".list li")).hasCount(3);
            inspection.look("history");
            keep(page, "6-history");
            Assertions.assertThat(inspection.findings()).isEmpty();
        }
    }

    private static void keep(Page page, String name) {
        for (var width : new int[] {390, 1280}) {
            page.setViewportSize(width, width == 390 ? 844 : 800);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + "-" + width + ".png"))
                    .setFullPage(true));
        }
    }
}
