package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

class JoiningTests extends OnStage {

    @Test
    void a_newcomer_joins_and_likes_comments_follows_and_waves_away() {
        try (var newcomer = visitor()) {
            newcomer.signUp("Nora");
            var page = newcomer.open("/").page();
            var feed = new Watching(page);
            var clip = feed.clip();

            var like = clip.locator("[data-do=like]");
            page.waitForResponse(answer -> answer.url().contains("/like") && answer.ok(), () -> page.keyboard()
                    .press("l"));
            assertThat(like).hasAttribute("aria-pressed", "true");

            page.keyboard().press("c");
            var talk = page.locator("[data-sheet=comments]");
            assertThat(talk).isVisible();
            talk.locator("#talk-text").fill("What a #lovely evening");
            talk.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send"))
                    .click();
            assertThat(talk.locator("[data-talk]")).containsText("What a #lovely evening");
            assertThat(talk.locator("#talk-text")).hasValue("");
            page.keyboard().press("Escape");
            assertThat(talk).isHidden();

            var creator = clip.locator("[data-creator]").textContent();
            clip.locator("[data-do=follow]").click();
            assertThat(clip.locator("[data-do=follow]")).hasAttribute("aria-pressed", "true");

            var before = feed.poster();
            clip.locator("[data-do=more]").click();
            page.locator("[data-sheet=more] button[value=not_interested]").click();
            page.waitForFunction(
                    "poster => document.querySelector('ov-player[active]').getAttribute('poster') !== poster", before);

            newcomer.open("/following");
            assertThat(new Watching(page).clip().locator("[data-creator]")).hasText(creator);
        }
    }

    @Test
    void the_page_says_what_is_wrong_with_a_sign_up() {
        try (var newcomer = visitor()) {
            var page = newcomer.open("/sign-up").page();
            page.locator("#name").fill("Nora");
            page.locator("#handle").fill("x");
            page.locator("#email").fill("nowhere");
            page.locator("#password").fill("short");
            page.locator("#birthDate").fill("1990-05-01");
            newcomer.press("Create an account");
            assertThat(page.locator(".field__error").first()).isVisible();
            assertThat(page.locator("#name")).hasValue("Nora");
            assertThat(page.locator("#handle")).hasAttribute("aria-invalid", "true");
            assertThat(newcomer.complaints()).allMatch(complaint -> complaint.contains("422"));
            newcomer.complaints().clear();
        }
    }
}
