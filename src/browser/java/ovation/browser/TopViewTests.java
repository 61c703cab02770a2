package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The demo's first advertiser owns today's opening in Germany. */
class TopViewTests extends OnStage {

    private static final String TAKEOVER = ".clip--takeover";

    @Test
    void on_opening_it_has_the_whole_screen_for_three_seconds_and_then_is_a_clip_like_any_other() {
        for (var size : List.of(new int[] {390, 844}, new int[] {1280, 800})) {
            try (var german = new Visitor(port(), size[0], size[1], "de-DE")) {
                var page = german.page();
                page.onResponse(TopViewTests::noServerError);
                german.open("/");
                page.locator(TAKEOVER).waitFor();
                var box = page.locator(TAKEOVER + " .clip__frame").boundingBox();
                assertThat(box.width).isEqualTo(size[0]);
                assertThat(box.height).isEqualTo(size[1]);
                assertThat(page.locator(TAKEOVER + " [data-paid]")).containsText("Anzeige");
                assertThat(page.locator(TAKEOVER + " [data-label]")).containsText("Fernweh Travel");
                assertThat(page.locator(TAKEOVER + " [data-call]")).isVisible();
                playsLoud(page);
                page.keyboard().press("ArrowDown");
                assertThat(page.locator(TAKEOVER)).isVisible();

                var seen = page.waitForResponse(
                        answer -> answer.url().endsWith("/api/v1/attention"), () -> assertThat(page.locator(TAKEOVER))
                                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(15_000)));
                assertThat(seen.ok()).isTrue();
                var feed = new Watching(page);
                assertThat(feed.isAd()).isTrue();
                page.keyboard().press("w");
                assertThat(page.locator("[data-sheet=why] dt").first()).containsText("DE");
                page.keyboard().press("Escape");
                feed.next("ArrowDown");
                assertThat(feed.isAd()).isFalse();
                onceADay(page);
            }
        }
    }

    @Test
    void where_the_browser_refuses_sound_a_tap_gives_it() {
        try (var german = new Visitor(port(), 390, 844, "de-DE")) {
            var page = german.page();
            page.addInitScript("""
                    const play = HTMLMediaElement.prototype.play;
                    let tapped = false;
                    addEventListener("click", () => (tapped = true), true);
                    HTMLMediaElement.prototype.play = function () {
                      if (!this.muted && !tapped) return Promise.reject(new DOMException("no sound yet", "NotAllowedError"));
                      return play.call(this);
                    };""");
            german.open("/");
            page.locator("[data-loud]:visible").click();
            playsLoud(page);
            assertThat(page.locator("[data-loud]:visible")).hasCount(0);
        }
    }

    @Test
    void the_advertiser_sees_the_price_move_and_books_a_day_and_calls_it_off() {
        try (var advertiser = visitor().as("Advertiser")) {
            var page = advertiser.open("/desk/ads").page();
            advertiser.follow("TopView");
            page.waitForURL(Pattern.compile("/topview"));
            assertThat(page.locator("#bookings tbody tr").first()).isVisible();
            page.locator("#day").fill(LocalDate.now(ZoneOffset.UTC).plusDays(20).toString());
            page.locator("#share").fill("10");
            assertThat(page.locator("[data-price]")).hasText("€1.20");
            page.locator("#share").fill("20");
            assertThat(page.locator("[data-price]")).hasText("€2.40");
            advertiser.press("Book and freeze the price");
            assertThat(page.locator(".note--ok")).containsText("Booked");
            var booked = page.locator("#bookings tbody tr").first();
            assertThat(booked).containsText("20 %");
            assertThat(booked).containsText("€2.40");
            booked.locator("button").click();
            page.locator("dialog[open] button.btn--danger, dialog[open] button.btn--primary")
                    .first()
                    .click();
            assertThat(page.locator(".note--ok")).containsText("Called off");
            assertThat(page.locator("#bookings tbody tr").first()).containsText("Called off");
        }
    }

    /** A moment later the page is opened again. */
    private static void onceADay(Page page) {
        page.waitForResponse(answer -> answer.url().contains("/api/v1/feed"), page::reload);
        page.locator("[data-list] .clip:has(ov-player[active])").first().waitFor();
        assertThat(page.locator(TAKEOVER)).hasCount(0);
    }

    private static void playsLoud(Page page) {
        page.waitForFunction("() => { const video = document.querySelector('ov-player[active] video');"
                + " return video && !video.muted && video.currentTime > 0.1; }");
    }

    private static void noServerError(Response response) {
        assertThat(response.status()).as(response.url()).isLessThan(500);
    }
}
