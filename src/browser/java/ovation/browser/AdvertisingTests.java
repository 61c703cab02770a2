package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import ovation.support.Until;

class AdvertisingTests extends OnStage {

    private final String name = "Halo " + UUID.randomUUID().toString().substring(0, 6);

    @Test
    void a_campaign_goes_from_the_empty_account_to_the_first_impression() {
        try (var advertiser = visitor()) {
            advertiser.signUp("Adam");
            found(advertiser);
            topUp(advertiser);
            var campaign = launch(advertiser);
            approve();
            watchUntilItIsSeen();
            var page = advertiser.page();
            Until.holds(() -> {
                page.navigate(campaign);
                return number(tile(page, "Impressions")) >= 1 && number(tile(page, "Spend")) > 0;
            });
        }
    }

    private void found(Visitor advertiser) {
        var page = advertiser.open("/desk/ads").page();
        advertiser.follow("New business");
        page.locator("#name").fill(name);
        page.locator("#website").fill("https://halo.example");
        advertiser.press("Create the business");
        page.waitForURL(Pattern.compile("/desk/ads/[0-9a-f-]{36}$"));
        assertThat(page.locator("h1")).hasText(name);
        assertThat(page.locator(".first")).isVisible();
    }

    private void topUp(Visitor advertiser) {
        var page = advertiser.page();
        page.locator("[data-opens=topup]").first().click();
        page.locator("#topup-amount").fill("50");
        page.locator("#topup")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Pay"))
                .click();
        page.waitForURL(Pattern.compile("/sandbox/pay/"));
        assertThat(page.locator("main .money")).containsText("50");
        advertiser.press("Approve");
        page.waitForURL(Pattern.compile("/desk/ads/"));
        assertThat(page.locator(".tile").first()).containsText("50");
    }

    /** @return the address of the campaign */
    private String launch(Visitor advertiser) {
        var page = advertiser.page();
        advertiser.follow("New campaign");
        page.locator("campaign-wizard #name").fill("First light");
        page.locator("[data-next]").click();
        page.locator("#billing").selectOption("CPM");
        page.locator("#bid").fill("45");
        page.locator("#pacing").selectOption("fast");
        assertThat(page.locator("strong[data-reach]")).not().containsText("%");
        assertThat(page.locator("strong[data-reach]")).not().containsText("'");
        page.locator("[data-next]").click();
        page.locator("#clip").setInputFiles(Film.upright(8, 200));
        var ready = page.locator("campaign-wizard").getAttribute("data-ready");
        assertThat(page.locator("[data-upload-state]"))
                .hasText(ready, new LocatorAssertions.HasTextOptions().setTimeout(60_000));
        page.locator("[data-send]").click();
        page.waitForURL(Pattern.compile("/desk/ads/campaigns/"));
        assertThat(page.locator(".creative")).containsText("In review");
        return page.url();
    }

    private void approve() {
        try (var moderator = visitor()) {
            var page = moderator.as("Moderator").open("/moderation?queue=ads").page();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile(name)))
                    .click();
            assertThat(page.locator("h1")).containsText(name);
            var case_ = page.url();
            page.keyboard().press("a");
            page.waitForURL(url -> !url.equals(case_));
        }
    }

    /** The last to come in has the highest bid, so it has the first seat that is free for an ad. */
    private void watchUntilItIsSeen() {
        try (var somebody = visitor()) {
            var page = somebody.open("/").page();
            var feed = new Watching(page);
            for (var i = 0; i < 28 && !isOurs(feed); i++) {
                feed.next("ArrowDown");
            }
            assertThat(isOurs(feed)).as("the ad was met").isTrue();
            page.waitForResponse(
                    answer -> answer.url().endsWith("/api/v1/attention") && answer.ok(), () -> feed.watch(2.2));
        }
    }

    private boolean isOurs(Watching feed) {
        return feed.isAd() && feed.clip().locator("[data-label]").textContent().contains(name);
    }

    private static String tile(Page page, String label) {
        return page.locator(".tile")
                .filter(new Locator.FilterOptions().setHasText(label))
                .first()
                .locator(".tile__value")
                .textContent();
    }

    private static double number(String text) {
        return Double.parseDouble(text.replaceAll("[^0-9.]", ""));
    }
}
