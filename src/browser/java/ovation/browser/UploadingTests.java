package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

class UploadingTests extends OnStage {

    @Test
    void a_clip_goes_up_with_progress_and_plays_on_the_own_profile() {
        try (var creator = visitor()) {
            var handle = creator.signUp("Uma");
            var page = creator.open("/upload").page();
            notesProgress(page);
            page.locator("[data-file]").setInputFiles(Film.upright(8, 40));
            page.locator("#caption").fill("My first evening #testcard");
            page.waitForFunction("() => document.querySelector('[data-progress]').value > 0");
            publish(page);
            assertThat(page.locator("[data-done]"))
                    .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                            .setTimeout(60_000));
            assertThat((List<?>) page.evaluate("window.progressSeen"))
                    .as("steps of progress")
                    .hasSizeGreaterThanOrEqualTo(2);

            creator.open("/@" + handle);
            assertThat(page.locator(".wall__tile")).hasCount(1);
            page.locator(".wall__tile a").click();
            page.waitForFunction("() => document.querySelector('ov-player video')?.currentTime > 0.3");
            assertThat(page.locator(".post__caption")).containsText("My first evening");
            page.locator(".post__caption a").click();
            assertThat(page.locator("h1")).containsText("testcard");
        }
    }

    @Test
    void a_text_that_calls_itself_a_film_is_refused_in_words() throws java.io.IOException {
        var text = java.nio.file.Files.writeString(
                java.nio.file.Files.createTempFile("letter", ".mp4"), "Dear cinema, this is not a film.");
        try (var creator = visitor()) {
            creator.signUp("Ugo");
            var page = creator.open("/upload").page();
            page.locator("[data-file]").setInputFiles(text);
            assertThat(page.locator("[data-error]")).isVisible();
            assertThat(page.locator("[data-drop]")).isVisible();
            creator.complaints().removeIf(complaint -> complaint.contains("415"));
        }
    }

    /** Publishes as soon as the page knows the asset. */
    private static void publish(Page page) {
        page.locator("[data-pause]")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
        page.locator("[data-publish]").click();
    }

    private static void notesProgress(Page page) {
        page.evaluate("() => { window.progressSeen = []; const bar = document.querySelector('[data-progress]');"
                + " new MutationObserver(() => { if (!window.progressSeen.includes(bar.value))"
                + " window.progressSeen.push(bar.value); }).observe(bar, { attributes: true }); }");
    }
}
