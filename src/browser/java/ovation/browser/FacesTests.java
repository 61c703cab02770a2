package ovation.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Axe finds nothing, nothing is wider than the phone, and the browser has nothing to complain about, on any face. */
class FacesTests extends OnStage {

    @Test
    void a_visitors_pages() {
        try (var visitor = visitor()) {
            var page = visitor.page();
            var inspection = new Inspection(page);
            visitor.open("/");
            new Watching(page);
            inspection.look("feed");
            for (var path : new String[] {
                "/discover",
                "/feed/how",
                "/sign-in",
                "/sign-up",
                "/@mira.paints",
                "/ad-library",
                "/developers",
                "/developers/api"
            }) {
                visitor.open(path);
                page.waitForCondition(
                        () -> page.locator("main .skeleton:visible").count() == 0);
                inspection.look(path);
            }
            visitor.open("/@mira.paints");
            page.locator(".wall__tile a").first().click();
            page.waitForURL(Pattern.compile("/v/"));
            inspection.look("post");
            var post = page.url();
            page.locator(".post__caption a[href^='/tags/']").first().click();
            page.waitForURL(Pattern.compile("/tags/"));
            inspection.look("hashtag");
            page.navigate(post);
            page.locator(".post__sound").click();
            page.waitForURL(Pattern.compile("/sounds/"));
            inspection.look("sound");
            visitor.open("/nowhere");
            inspection.look("error");
            visitor.complaints().removeIf(complaint -> complaint.contains("/nowhere") && complaint.contains("404"));
            assertThat(inspection.findings()).isEmpty();
        }
    }

    @Test
    void a_viewers_pages() {
        try (var viewer = visitor().as("Viewer")) {
            var page = viewer.page();
            var inspection = new Inspection(page);
            viewer.open("/");
            new Watching(page);
            page.keyboard().press("c");
            page.locator("[data-sheet=comments]").waitFor();
            inspection.look("comments");
            page.keyboard().press("Escape");
            page.keyboard().press("w");
            page.locator("[data-sheet=why]").waitFor();
            inspection.look("why");
            for (var path :
                    new String[] {"/settings", "/upload", "/desk", "/desk/ads", "/businesses/new", "/@vera.watches"}) {
                viewer.open(path);
                inspection.look(path);
            }
            assertThat(inspection.findings()).isEmpty();
        }
    }

    @Test
    void a_creators_pages() {
        try (var creator = visitor().as("Creator")) {
            var page = creator.page();
            var inspection = new Inspection(page);
            creator.open("/desk/creator?days=7");
            inspection.look("earnings");
            page.locator("a[href*='/receipts/']:visible").first().click();
            page.waitForURL(Pattern.compile("/receipts/"));
            inspection.look("receipt");
            creator.open("/desk/creator/videos");
            inspection.look("own posts");
            page.locator("a[href^='/desk/creator/videos/']").first().click();
            page.waitForURL(Pattern.compile("/desk/creator/videos/."));
            inspection.look("edit");
            assertThat(inspection.findings()).isEmpty();
        }
    }

    @Test
    void an_advertisers_pages() {
        try (var advertiser = visitor().as("Advertiser")) {
            var page = advertiser.page();
            var inspection = new Inspection(page);
            advertiser.open("/desk/ads");
            inspection.look("business");
            var home = page.url();
            page.locator("[data-opens=topup]").first().click();
            inspection.look("top-up");
            page.locator("#topup button[type=submit]").click();
            page.waitForURL(Pattern.compile("/sandbox/pay/"));
            inspection.look("sandbox");
            page.navigate(home);
            page.locator("a[href*='/desk/ads/campaigns/']").first().click();
            page.waitForURL(Pattern.compile("/campaigns/"));
            page.locator(".ads__table summary").click();
            inspection.look("campaign");
            page.navigate(home + "/topview");
            inspection.look("topview");
            page.locator("#bookings tbody a").last().click();
            page.waitForURL(Pattern.compile("/topview/bookings/"));
            inspection.look("topview report");
            page.navigate(home + "/new");
            page.locator("campaign-wizard [data-next]").waitFor();
            inspection.look("wizard 1");
            page.locator("#name").fill("Spring");
            page.locator("[data-next]").click();
            inspection.look("wizard 2");
            page.locator("[data-next]").click();
            page.locator("[data-send]").waitFor(new Locator.WaitForOptions());
            inspection.look("wizard 3");
            assertThat(inspection.findings()).isEmpty();
        }
    }

    @Test
    void the_pages_of_those_who_watch_over_it() {
        try (var keeper = visitor().as("Admin")) {
            var page = keeper.page();
            var inspection = new Inspection(page);
            for (var path :
                    new String[] {"/desk", "/finance", "/finance/coins", "/moderation", "/moderation?queue=reports"}) {
                keeper.open(path);
                inspection.look(path);
            }
            report(keeper);
            keeper.open("/moderation?queue=reports");
            page.locator("main .list a").first().click();
            page.waitForURL(Pattern.compile("/cases/"));
            inspection.look("case");
            assertThat(inspection.findings()).isEmpty();
        }
    }

    @Test
    void german_words_fit_the_phone() {
        try (var german = new Visitor(port(), 390, 844, "de-DE")) {
            var page = german.page();
            var inspection = new Inspection(page);
            german.signUp("Greta");
            for (var path : new String[] {
                "/",
                "/discover",
                "/feed/how",
                "/settings",
                "/upload",
                "/desk",
                "/desk/creator",
                "/desk/ads",
                "/businesses/new",
                "/ad-library",
                "/developers",
                "/@mira.paints"
            }) {
                german.open(path);
                assertThat(page.locator("html").getAttribute("lang")).isEqualTo("de");
                inspection.overflow(path + " in German");
            }
            assertThat(inspection.findings()).isEmpty();
        }
    }

    private static void report(Visitor reporter) {
        var page = reporter.open("/").page();
        new Watching(page).clip().locator("[data-do=more]").click();
        page.locator("[data-sheet=more] button[value=report]").click();
        page.locator("#report-note").fill("It made me look twice.");
        page.waitForResponse(
                answer -> answer.url().endsWith("/api/v1/reports") && answer.ok(),
                () -> page.locator("[data-sheet=report] button[value=send]").click());
    }
}
