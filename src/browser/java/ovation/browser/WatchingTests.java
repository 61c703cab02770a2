package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class WatchingTests extends OnStage {

    @Test
    void a_stranger_scrolls_ten_clips_with_the_keyboard_and_meets_none_twice() {
        try (var stranger = visitor()) {
            var page = stranger.open("/").page();
            var feed = new Watching(page);
            feed.watch(0.5);
            var met = new HashSet<String>();
            met.add(feed.poster());
            for (var i = 1; i < 10; i++) {
                feed.next(i % 2 == 0 ? "j" : "ArrowDown");
                assertThat(met.add(feed.poster())).as("clip %s is new", i).isTrue();
            }
            feed.watch(0.2);
            assertThat(page.locator("[data-list] video[src]").count())
                    .as("decoders")
                    .isLessThanOrEqualTo(3);
        }
    }

    @Test
    void an_ad_says_that_it_is_one_and_who_paid_and_why_it_is_here() {
        try (var stranger = visitor()) {
            var page = stranger.open("/").page();
            var feed = new Watching(page);
            for (var i = 0; i < 12 && !feed.isAd(); i++) {
                feed.next("ArrowDown");
            }
            var paid = feed.clip().locator("[data-paid]");
            assertThat(paid).isVisible();
            assertThat(paid).containsText("Ad");
            assertThat(paid).containsText("Paid for by");
            assertThat(feed.clip().locator("[data-call]")).isVisible();
            page.keyboard().press("w");
            var why = page.locator("[data-sheet=why]");
            assertThat(why).isVisible();
            assertThat(why.locator("dt").first()).not().isEmpty();
        }
    }

    @Test
    void opening_the_page_again_and_again_does_not_use_the_clips_up() {
        try (var stranger = visitor()) {
            for (var i = 0; i < 6; i++) {
                new Watching(stranger.open("/").page());
            }
        }
    }

    @Test
    void a_like_without_an_account_asks_to_join() {
        try (var stranger = visitor()) {
            var page = stranger.open("/").page();
            new Watching(page);
            page.keyboard().press("l");
            assertThat(page.locator("[data-sheet=sign-in]")).isVisible();
        }
    }
}
