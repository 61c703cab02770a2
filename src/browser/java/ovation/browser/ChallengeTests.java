package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.identity.People;
import ovation.identity.Role;

/** A challenge is written and booked by a brand, entered by somebody from its hashtag's page, and its entry marked. */
class ChallengeTests extends OnStage {

    private static final Path SHOTS = Path.of("target/browser/challenge");

    @Autowired
    private People people;

    @Autowired
    private JdbcClient jdbc;

    private final String tag = "snow" + UUID.randomUUID().toString().substring(0, 6);

    @Test
    void a_challenge_is_entered() {
        try (var brand = visitor();
                var moderator = visitor();
                var creator = visitor()) {
            var page = write(brand);
            approve(moderator);
            book(brand, page);
            itBegins();

            var entry = enter(creator);
            brand.page().navigate(page);
            var card = brand.page().locator(".entry").first();
            card.waitFor(new Locator.WaitForOptions().setTimeout(30_000));
            faces(brand, "the brand's queue", "queue");
            card.locator("button[value=marked]").click();
            assertThat(brand.page().locator(".entry .badge").first()).hasText("Marked");
            assertThat(brand.page().locator(".tabs:not(.ads-tabs)")).containsText("Marked 1");

            creator.open("/tags/" + tag);
            assertThat(creator.page().locator(".challenge")).containsText("1 entry");
            assertThat(creator.page().locator(".wall__tile")).hasCount(1);
            faces(creator, "the hashtag's page", "stage");
            assertThat(entry).startsWith("/v/");
            creator.open("/discover");
            assertThat(creator.page().locator(".placed--challenge")).containsText("golden hour"); // the demo's
            faces(creator, "Discover with a banner", "discover");
            creator.open("/desk/creator/challenges");
            assertThat(creator.page().locator("tbody tr")).hasCount(1);
            faces(creator, "the creator's entries", "mine");
        }
    }

    @Test
    void a_sound_is_booked_by_its_label() {
        try (var label = visitor();
                var moderator = visitor()) {
            var page = found(label, "LABEL");
            label.follow("Sounds");
            faces(label, "no paid sound yet", "sounds");
            label.follow("New paid sound");
            page.waitForFunction("() => document.querySelector('#sound').options.length > 0");
            page.locator("#headline").fill("Out now: " + tag);
            page.locator("#line").fill("The song of the season");
            page.locator("promotion-form button[type=submit]").click();
            page.waitForURL(Pattern.compile("/sounds/[0-9a-f-]{36}"));
            var address = page.url().replaceFirst("\\?.*", "");
            approve(moderator);
            page.navigate(address);
            page.waitForFunction("() => document.querySelector('[data-price]').textContent !== '–'");
            faces(label, "the order of a sound", "sound-order");
            page.locator("promotion-order button[type=submit]").click();
            assertThat(page.locator(".note--ok")).containsText("Booked");
            faces(label, "a booked sound", "sound");
        }
    }

    /** A business with money on its balance. */
    private com.microsoft.playwright.Page found(Visitor brand, String kind) {
        brand.signUp("Nora");
        var page = brand.open("/businesses/new").page();
        page.locator("input[name=kind][value=" + kind + "]").check(new Locator.CheckOptions().setForce(true));
        page.locator("#name").fill("Snow " + tag);
        page.locator("#website").fill("https://snow.example");
        brand.press("Create the business");
        page.waitForURL(Pattern.compile("/desk/ads/[0-9a-f-]{36}$"));
        page.locator("[data-opens=topup]").first().click();
        page.locator("#topup-amount").fill("5000");
        page.locator("#topup input[value=sandbox_approve]").check();
        page.locator("#topup button[type=submit]").click();
        page.waitForURL(Pattern.compile("done=topup"));
        return page;
    }

    /** @return the address of the challenge at the brand's desk */
    private String write(Visitor brand) {
        var page = found(brand, "ADVERTISER");
        brand.follow("Challenges");
        faces(brand, "no challenge yet", "empty");
        brand.follow("New challenge");
        page.locator("#hashtag").fill("#" + tag);
        page.locator("#headline").fill("Dance in the first snow");
        page.locator("#brief").fill("Show us your first snow.\nWhatever it is where you live.");
        page.locator("#clip").setInputFiles(Film.upright(8, 60));
        page.waitForFunction(
                "() => document.querySelector('promotion-form').dataset.ready === document.querySelector('[data-upload-state]').textContent",
                null,
                new com.microsoft.playwright.Page.WaitForFunctionOptions().setTimeout(90_000));
        page.locator("promotion-form button[type=submit]").click();
        page.waitForURL(Pattern.compile("/challenges/[0-9a-f-]{36}"));
        assertThat(page.locator(".note--ok")).containsText("Sent to review");
        return page.url().replaceFirst("\\?.*", "");
    }

    private void approve(Visitor moderator) {
        var handle = moderator.signUp("Max");
        people.grant(people.byHandle(handle).orElseThrow().id(), Role.MODERATOR);
        var page = moderator.open("/moderation?queue=ads").page();
        page.locator("a", new com.microsoft.playwright.Page.LocatorOptions().setHasText(tag))
                .first()
                .click();
        page.locator("button[name=approved][value=true]").click();
        page.waitForLoadState();
    }

    private static void book(Visitor brand, String address) {
        var page = brand.page();
        page.navigate(address);
        // The demo's challenge has Germany's and America's days.
        page.evaluate("""
                () => document.querySelectorAll('[name=markets]').forEach(each => {
                  each.checked = each.value === 'AT';
                  each.dispatchEvent(new Event('input', { bubbles: true }));
                })""");
        page.waitForFunction(
                "() => document.querySelector('[data-price]').textContent.includes('900')"); // 3 × 100 + 500 + 100
        faces(brand, "the order", "order");
        page.locator("promotion-order button[type=submit]").click();
        assertThat(page.locator(".note--ok")).containsText("Booked");
    }

    /** Its first day is tomorrow; nobody waits that long. */
    private void itBegins() {
        var owner = Map.of("today", LocalDate.now(ZoneOffset.UTC).toString());
        jdbc.sql("""
                UPDATE ads_promotion SET first_day = :today::date
                WHERE id = (SELECT id FROM ads_challenge WHERE hashtag = :tag)
                """).params(owner).param("tag", tag).update();
        jdbc.sql("UPDATE ads_promotion_revision SET n = n + 1").update();
    }

    /** @return the path of the entry's own page */
    private String enter(Visitor creator) {
        creator.signUp("Cleo");
        var page = creator.open("/tags/" + tag).page();
        assertThat(page.locator(".challenge")).containsText("Dance in the first snow");
        assertThat(page.locator(".challenge")).containsText("Sponsored by Snow " + tag);
        page.locator(".challenge .btn--primary").click();
        page.waitForURL(Pattern.compile("/take-part$"));
        faces(creator, "the rules", "rules");
        page.locator("input[name=mayBoost]").check();
        page.locator("form.form button[type=submit]").click();
        page.waitForURL(Pattern.compile("/upload\\?tag="));
        page.locator("[data-file]").setInputFiles(Film.upright(8, 120));
        assertThat(page.locator("#caption")).hasValue("#" + tag + " ");
        page.locator("#caption").fill("#" + tag + " at last");
        page.locator("[data-pause]").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        page.locator("[data-publish]").click();
        assertThat(page.locator("[data-done]")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(90_000));
        return page.locator("[data-done-link]").getAttribute("href");
    }

    private static void faces(Visitor visitor, String face, String shot) {
        var inspection = new Inspection(visitor.page());
        inspection.look(face);
        visitor.page().setViewportSize(390, 844);
        visitor.page()
                .screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                        .setPath(SHOTS.resolve(shot + "-phone.png"))
                        .setFullPage(true));
        visitor.page().setViewportSize(1280, 800);
        visitor.page()
                .screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                        .setPath(SHOTS.resolve(shot + "-desktop.png"))
                        .setFullPage(true));
        assertThat(inspection.findings()).isEmpty();
    }
}
