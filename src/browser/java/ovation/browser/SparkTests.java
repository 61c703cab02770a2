package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A Spark code given and revoked: the creator on the page of her post, the advertiser in his wizard. */
class SparkTests extends OnStage {

    private final String name = "Ember " + UUID.randomUUID().toString().substring(0, 6);

    @Test
    void spark_code_given_and_revoked() {
        try (var creator = visitor();
                var advertiser = visitor()) {
            var handle = creator.signUp("Mia");
            var post = upload(creator);
            var code = give(creator, post);

            var campaign = use(advertiser, handle, code);
            creator.open(post);
            var card = creator.page().locator(".spark__codes li").first();
            assertThat(card.locator(".badge")).hasText("In use");
            assertThat(card).containsText("Used by " + name);
            faces(creator, "the post's page");

            revoke(creator);
            advertiser.page().navigate(campaign);
            assertThat(advertiser.page().locator(".creative .note--bad")).containsText("does not serve");
            faces(advertiser, "the campaign's page");
        }
    }

    /** @return the path of the post's page */
    private static String upload(Visitor creator) {
        var page = creator.open("/upload").page();
        page.locator("[data-file]").setInputFiles(Film.upright(8, 120));
        page.locator("#caption").fill("Embers at night");
        page.locator("[data-pause]")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
        page.locator("[data-publish]").click();
        assertThat(page.locator("[data-done]")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(90_000));
        creator.open("/desk/creator/videos");
        return page.locator("a[href*='/desk/creator/videos/']").first().getAttribute("href");
    }

    private static String give(Visitor creator, String post) {
        var page = creator.open(post).page();
        assertThat(page.locator(".spark")).containsText("Nobody can promote this post yet.");
        page.locator("#spark-days").selectOption("7");
        page.locator("#spark-share").fill("25");
        creator.press("Make a code");
        var code = page.locator(".spark__code");
        assertThat(code).hasText(Pattern.compile("([0-9A-Z]{4}-){3}[0-9A-Z]{4}"));
        assertThat(page.locator(".spark__codes")).containsText("25 % of the spend");
        return code.textContent();
    }

    /** @return the address of the campaign that stands on the code */
    private String use(Visitor advertiser, String handle, String code) {
        advertiser.signUp("Adam");
        var page = advertiser.open("/desk/ads").page();
        advertiser.follow("New business");
        page.locator("#name").fill(name);
        page.locator("#website").fill("https://ember.example");
        advertiser.press("Create the business");
        page.waitForURL(Pattern.compile("/desk/ads/[0-9a-f-]{36}$"));
        advertiser.follow("New campaign");
        page.locator("campaign-wizard #name").fill("With Mia");
        page.locator("[data-next]").click();
        page.locator("[data-next]").click();
        page.locator("#spark-code").fill("0000-0000-0000-0000");
        page.locator("[data-redeem]").click();
        assertThat(page.locator("[data-field=spark] .field__error")).containsText("not known");
        advertiser.complaints().removeIf(complaint -> complaint.contains("404"));
        page.locator("#spark-code").fill(code.toLowerCase(java.util.Locale.ROOT));
        page.locator("[data-redeem]").click();
        assertThat(page.locator("[data-spark-found]")).containsText("@" + handle);
        assertThat(page.locator("[data-spark-found]")).containsText("25 %");
        page.locator("[data-send]").click();
        page.waitForURL(Pattern.compile("/desk/ads/campaigns/"));
        assertThat(page.locator(".creative")).containsText("Spark: @" + handle + " gets 25 %");
        return page.url();
    }

    private static void revoke(Visitor creator) {
        var page = creator.page();
        creator.press("Revoke");
        page.locator("#confirm button[value=yes]").click();
        assertThat(page.locator(".spark__codes .badge").first()).hasText("Revoked");
        page.locator(".spark__codes summary").first().click();
        assertThat(page.locator(".spark__codes details").first()).containsText("You took consent back");
        assertThat(page.locator(".spark__code")).hasCount(0);
    }

    private static void faces(Visitor visitor, String face) {
        var inspection = new Inspection(visitor.page());
        inspection.look(face);
        visitor.page().setViewportSize(1280, 800);
        assertThat(inspection.findings()).isEmpty();
    }
}
