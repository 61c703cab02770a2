package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Chromium's fake camera before the effects: from the tray to a post that plays, and from the studio to the review. */
class CameraTests extends OnStage {

    private static final Path PICTURES = Path.of("target/browser-pictures");

    @Test
    void a_clip_is_filmed_with_the_sponsored_effect_published_and_stamped() {
        var handle = "";
        try (var creator = new Visitor(port(), 390, 844, "en-GB")) {
            handle = creator.signUp("Cleo");
            var page = creator.open("/camera").page();
            var first = page.locator(".camera__effect").nth(1);
            assertThat(first).containsText("Golden hour");
            assertThat(first).containsText("Sponsored by Fernweh Travel");
            assertThat(page.locator("[data-record]")).isEnabled(soon());
            reported(page, "OPENED", () -> first.click());
            page.waitForCondition(() -> !"".equals(page.locator("[data-camera]").getAttribute("data-loaded")));
            assertThat(page.locator("[data-label]")).hasText("Sponsored by Fernweh Travel");
            assertThat(brightness(page)).as("the camera is on the canvas").isGreaterThan(8);
            popUp(page);
            shoot(page, "camera-phone");
            looksRight(page, "camera");

            page.locator("[data-record]").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("[data-time]")).isVisible();
            page.waitForFunction("() => document.querySelector('[data-time]').textContent >= '0:03'");
            reported(page, "USED", () -> page.keyboard().press("Enter"));
            assertThat(page.locator("[data-made-with]")).containsText("Golden hour");
            page.waitForFunction("() => document.querySelector('[data-take]').readyState >= 2");
            page.locator("#caption").fill("Filmed at dusk #goldenhour");
            shoot(page, "camera-review");
            looksRight(page, "camera review");
            page.locator("[data-publish]").click();
            assertThat(page.locator("[data-done]"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(90_000));

            page.locator("[data-done-link]").click();
            page.waitForURL(Pattern.compile("/v/"));
            page.waitForFunction("() => document.querySelector('ov-player video')?.currentTime > 0.3");
            var stamp = page.locator(".post__effect");
            assertThat(stamp).containsText("Golden hour");
            assertThat(stamp).containsText("Sponsored by Fernweh Travel");
            shoot(page, "post");
            stamp.click();
            page.waitForURL(Pattern.compile("/effects/"));
            assertThat(page.locator(".wall__tile")).hasCount(1);
            shoot(page, "effect-page");
            looksRight(page, "effect page");
            creator.follow("Use this effect");
            page.waitForURL(Pattern.compile("/camera\\?effect="));
            assertThat(page.locator(".camera__effect[aria-pressed=true]")).containsText("Golden hour");
        }
        seenInTheFeed(handle);
    }

    private void seenInTheFeed(String handle) {
        try (var fan = new Visitor(port(), 390, 844, "en-GB")) {
            fan.signUp("Fay");
            var page = fan.open("/@" + handle).page();
            page.waitForResponse(answer -> answer.url().endsWith("/follow"), () -> fan.press("Follow"));
            fan.open("/following");
            assertThat(page.locator(".clip__effect:visible").first())
                    .hasText("Golden hour · Sponsored by Fernweh Travel");
            shoot(page, "feed");
        }
    }

    @Test
    void a_clip_from_the_disk_gets_an_effect_and_a_sticker_moves_by_keys() {
        try (var creator = visitor()) {
            creator.signUp("Cora");
            var page = creator.open("/camera").page();
            assertThat(page.locator("[data-record]")).isEnabled(soon());
            page.locator("[data-clip]").setInputFiles(Film.upright(3, 40));
            page.locator(".camera__effect", new Page.LocatorOptions().setHasText("Crowned"))
                    .click();
            assertThat(page.locator("[data-move-hint]")).isVisible();
            page.waitForCondition(() -> !"".equals(page.locator("[data-camera]").getAttribute("data-loaded")));
            page.locator("[data-stage]").focus();
            page.keyboard().press("ArrowDown");
            page.keyboard().press("+");
            page.waitForCondition(() -> red(page) > 40); // the camera's own test picture is green
            shoot(page, "camera-desktop");
            page.locator("[data-record]").click();
            assertThat(page.locator("[data-review]"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
            assertThat(page.locator("[data-made-with]")).containsText("Crowned");
            page.onDialog(dialog -> dialog.accept());
        }
    }

    @Test
    void without_permission_or_camera_the_page_says_so_and_what_to_do() {
        for (var error : new String[] {"NotAllowedError", "NotFoundError", "NotReadableError"}) {
            try (var creator = visitor()) {
                creator.signUp("Cato");
                creator.page().addInitScript("""
                        window.working = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
                        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "%s"));""".formatted(error));
                var page = creator.open("/camera").page();
                assertThat(page.locator("[data-trouble]")).isVisible();
                assertThat(page.locator("[data-trouble-text]")).not().isEmpty();
                assertThat(page.locator("[data-record]")).isDisabled();
                if (error.equals("NotAllowedError")) {
                    shoot(page, "camera-denied");
                    looksRight(page, "camera denied");
                }
                page.evaluate("() => { navigator.mediaDevices.getUserMedia = window.working; }");
                creator.press("Try again");
                assertThat(page.locator("[data-record]")).isEnabled(soon());
                assertThat(page.locator("[data-trouble]")).isHidden();
            }
        }
    }

    @Test
    void an_advertiser_makes_an_effect_and_a_moderator_sees_it_run() {
        var id = "";
        try (var advertiser = visitor()) {
            advertiser.signUp("Stella");
            var page = advertiser.open("/businesses/new").page();
            page.locator("main form [name=name]").fill("Stella Studios");
            page.locator("main form [name=website]").fill("https://stella.example");
            page.locator("main form button[type=submit]").click();
            advertiser.open("/desk/ads");
            advertiser.follow("Effects");
            looksRight(page, "effects desk, empty");
            advertiser.follow("New effect");
            page.locator("#name").fill("Stardust");
            page.locator("#lut").selectOption("warm");
            page.locator("#sticker").selectOption("star");
            page.locator("#particles").selectOption("sparks");
            page.locator("#text").fill("Shine on");
            var stage = page.locator("[data-stage]").boundingBox();
            page.mouse().move(stage.x + stage.width / 2, stage.y + stage.height / 2);
            page.mouse().down();
            page.mouse().move(stage.x + stage.width * 0.75, stage.y + stage.height * 0.3);
            page.mouse().up();
            page.locator("[name=spot]").check();
            page.locator("#spotText").fill("Lights for the stage");
            page.locator("#spotCall").fill("Shop now");
            page.locator("#spotUrl").fill("http://not-secure.example");
            shoot(page, "studio-desktop");
            looksRight(page, "studio");
            advertiser.press("Send to review");
            assertThat(page.locator("[data-field='spot.landingUrl'] .field__error"))
                    .isVisible();
            advertiser.complaints().removeIf(complaint -> complaint.contains("400"));
            page.locator("#spotUrl").fill("https://stella.example/lights");
            advertiser.press("Send to review");
            page.waitForURL(Pattern.compile("done=made"));
            assertThat(page.locator(".creative")).containsText("In review");
            looksRight(page, "effects desk");
            page.locator(".creative a").first().click();
            page.waitForURL(Pattern.compile("/effects/[0-9a-f-]{36}"));
            id = page.url().replaceFirst(".*/effects/([0-9a-f-]{36}).*", "$1");
            assertThat(page.locator("#text")).hasValue("Shine on");
            assertThat(page.locator("#sticker")).hasValue("star");
        }
        try (var moderator = visitor().as("Moderator")) {
            var page = moderator.open("/moderation/effects/" + id).page();
            page.waitForCondition(() -> brightness(page) > 30);
            shoot(page, "moderation");
            looksRight(page, "effect in review");
        }
    }

    @Test
    void the_demos_advertiser_reads_the_flight_and_its_report() {
        try (var reader = visitor()) {
            reader.as("Advertiser");
            var page = reader.open("/desk/ads").page();
            reader.follow("Effects");
            assertThat(page.locator("#flights tbody tr").first()).containsText("Golden hour");
            shoot(page, "effects-desk");
            page.locator("#flights tbody th a").first().click();
            assertThat(page.locator(".tiles")).containsText("Opens");
            shoot(page, "effect-report");
            looksRight(page, "effect report");
        }
    }

    private static void popUp(Page page) {
        page.locator("[data-spot]").click();
        assertThat(page.locator("[data-popup] h2")).hasText("Three nights by the sea, by train");
        assertThat(page.locator("[data-popup-call]")).hasAttribute("href", Pattern.compile("https://fernweh.example"));
        page.keyboard().press("Escape");
        assertThat(page.locator("[data-popup]")).isHidden();
    }

    private static void reported(Page page, String type, Runnable deed) {
        var answer = page.waitForResponse(
                response -> response.url().endsWith("/api/v1/attention")
                        && response.request().postData().contains(type),
                deed);
        assertThat(answer.text()).contains("accepted");
    }

    private static double brightness(Page page) {
        return mean(page, "i % 4 < 3") / 3;
    }

    private static double red(Page page) {
        return mean(page, "i % 4 === 0");
    }

    /** Mean of some of the canvas's colours, 0 to 255 each. */
    private static double mean(Page page, String which) {
        return ((Number) page.evaluate("""
                () => {
                  const small = document.createElement("canvas");
                  small.width = small.height = 16;
                  const context = small.getContext("2d");
                  context.drawImage(document.querySelector("[data-stage]"), 0, 0, 16, 16);
                  const pixels = context.getImageData(0, 0, 16, 16).data;
                  return pixels.reduce((sum, value, i) => %s ? sum + value : sum, 0) / (16 * 16);
                }""".formatted(which))).doubleValue();
    }

    private static LocatorAssertions.IsEnabledOptions soon() {
        return new LocatorAssertions.IsEnabledOptions().setTimeout(20_000);
    }

    private static void looksRight(Page page, String face) {
        var size = page.viewportSize();
        var inspection = new Inspection(page);
        inspection.look(face);
        page.setViewportSize(size.width, size.height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertThat(inspection.findings()).isEmpty();
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }
}
