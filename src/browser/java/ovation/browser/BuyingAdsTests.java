package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The wizard's forecast moves, a draft is kept, a campaign is duplicated, a rejection appealed. */
class BuyingAdsTests extends OnStage {

    private final String name = "Lumen " + UUID.randomUUID().toString().substring(0, 6);

    @Test
    void the_forecast_moves_a_draft_is_kept_a_campaign_is_copied_and_a_rejection_appealed() {
        for (var i = 0; i < 3; i++) {
            try (var somebody = visitor()) {
                somebody.open("/");
                somebody.page().locator(".clip").first().waitFor();
            }
        }
        try (var advertiser = visitor()) {
            advertiser.signUp("Ada");
            found(advertiser);
            var campaign = launch(advertiser);
            var page = advertiser.page();
            look(page, "campaign");
            page.locator(".page-head")
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Duplicate"))
                    .click();
            page.waitForURL(url -> url.contains("/desk/ads/campaigns/") && !url.equals(campaign));
            assertThat(page.locator("h1")).containsText("(copy)");
            assertThat(page.locator(".creative .badge")).hasText("Draft");
            reject();
            page.navigate(campaign);
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Appeal").setExact(true))
                    .click();
            page.locator("dialog[open] textarea").fill("The light is as bright as it says.");
            page.locator("dialog[open] button[type=submit]").click();
            assertThat(page.locator(".creative .badge").first()).hasText("In review");
            page.locator(".page-head a", new Page.LocatorOptions().setHasText("Split tests"))
                    .click();
            look(page, "tests");
        }
    }

    @Test
    void a_draft_comes_back_with_how_it_bids() {
        try (var advertiser = visitor()) {
            advertiser.signUp("Ada");
            found(advertiser);
            var page = advertiser.page();
            advertiser.follow("New campaign");
            page.locator("campaign-wizard #name").fill("Orders");
            page.locator("[name=objective][value=conversions]").check(new Locator.CheckOptions().setForce(true));
            page.locator("[data-next]").click();
            page.locator("#billing").selectOption("OCPM");
            page.locator("#strategy").selectOption("target_roas");
            page.locator("#roas").fill("350");
            page.locator("#event").fill("lead");
            page.locator("#bid").fill("7.50");
            page.locator("#pacing").selectOption("fast");
            page.locator("[data-draft]").click();
            assertThat(page.locator("[data-draft-state]")).hasText("Saved");
            page.reload();
            assertThat(page.locator("#strategy")).hasValue("target_roas");
            assertThat(page.locator("#billing")).hasValue("OCPM");
            assertThat(page.locator("#roas")).hasValue("350");
            assertThat(page.locator("#event")).hasValue("lead");
            assertThat(page.locator("#bid")).hasValue("7.50");
            assertThat(page.locator("#pacing")).hasValue("fast");
            page.locator("[data-next]").click();
            assertThat(page.locator("#roas")).isVisible();
        }
    }

    private void found(Visitor advertiser) {
        var page = advertiser.open("/desk/ads").page();
        advertiser.follow("New business");
        page.locator("#name").fill(name);
        page.locator("#website").fill("https://lumen.example");
        advertiser.press("Create the business");
        page.waitForURL(Pattern.compile("/desk/ads/[0-9a-f-]{36}$"));
    }

    private String launch(Visitor advertiser) {
        var page = advertiser.page();
        advertiser.follow("New campaign");
        page.locator("campaign-wizard #name").fill("First light");
        page.locator("[data-next]").click();
        assertThat(page.locator("main")).containsText("under 18");
        page.locator("#billing").selectOption("CPM");
        page.locator("#bid").fill("45");
        var reach = page.locator("strong[data-reach]");
        assertThat(reach).containsText(Pattern.compile("[1-9]"));
        var wide = reach.textContent();
        page.locator("label.chip", new Page.LocatorOptions().setHasText("Japan"))
                .click();
        assertThat(reach).not().hasText(wide);
        var narrow = reach.textContent();
        page.locator("label.chip", new Page.LocatorOptions().setHasText("Japan"))
                .click();
        // wider again; not to the person, as the sample grows while people watch
        assertThat(reach).not().hasText(narrow);
        for (var more : page.locator("details.more summary").all()) {
            more.click();
        }
        page.locator("[aria-label='Mon 09:00']").click();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Space");
        assertThat(page.locator(".dayparts__slot[aria-pressed=true]")).hasCount(2);
        look(page, "wizard");
        page.locator("[data-draft]").click();
        assertThat(page.locator("[data-draft-state]")).hasText("Saved");
        page.reload();
        assertThat(page.locator("campaign-wizard #name")).hasValue("First light");
        assertThat(page.locator(".dayparts__slot[aria-pressed=true]")).hasCount(2);
        page.locator("[data-next]").click();
        assertThat(page.locator("#bid")).hasValue("45");
        page.locator("[data-next]").click();
        page.locator("#clip").setInputFiles(Film.upright(8, 200));
        var ready = page.locator("campaign-wizard").getAttribute("data-ready");
        assertThat(page.locator("[data-upload-state]"))
                .hasText(ready, new LocatorAssertions.HasTextOptions().setTimeout(60_000));
        page.locator("[data-send]").click();
        page.waitForURL(Pattern.compile("/desk/ads/campaigns/"));
        return page.url();
    }

    private void reject() {
        try (var moderator = visitor()) {
            var page = moderator.as("Moderator").open("/moderation?queue=ads").page();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile(name)))
                    .click();
            page.locator("label.chip", new Page.LocatorOptions().setHasText("Misleading"))
                    .click();
            var case_ = page.url();
            page.locator("button[name=approved][value=false]").click();
            page.waitForURL(url -> !url.equals(case_));
            assertThat(page.url()).contains("/moderation");
        }
    }

    /** To be looked at, where somebody wants to. */
    private static void look(Page page, String what) {
        var place = System.getProperty("ovation.shots");
        if (place == null) {
            return;
        }
        for (var dark : new boolean[] {false, true}) {
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(
                            dark
                                    ? com.microsoft.playwright.options.ColorScheme.DARK
                                    : com.microsoft.playwright.options.ColorScheme.LIGHT));
            for (var width : new int[] {390, 1280}) {
                page.setViewportSize(width, 900);
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(place, what + "-" + width + (dark ? "-dark" : "") + ".png")));
            }
        }
        page.setViewportSize(1280, 800);
    }
}
