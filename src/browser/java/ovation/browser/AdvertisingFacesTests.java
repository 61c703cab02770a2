package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A business's pages in German, with long names, while all its ads are stopped; and by the keyboard alone. */
class AdvertisingFacesTests extends OnStage {

    private static final String NAME = "Donaudampfschifffahrtsgesellschaft Nachtigall und Söhne";

    @Test
    void a_stopped_labels_pages_in_german_fit_the_phone_and_pass_the_rules() {
        try (var label = new Visitor(port(), 390, 844, "de-DE")) {
            var page = found(label, "LABEL");
            var home = page.url();
            assertThat(page.locator("main")).containsText("Noch keine Kampagne");
            page.navigate(home + "/buying");
            page.locator("#stop-reason").fill("Der Preis ist falsch: Rindfleischetikettierungsüberwachungsaufgabe");
            page.locator("form:has(#stop-reason) button").click();
            page.locator("#confirm-word").fill("anhalten");
            page.locator("dialog[open] .btn--danger").click();
            assertThat(page.locator("main")).containsText("Angehalten: Es läuft nichts.");

            var inspection = new Inspection(page);
            inspection.look("tools");
            page.navigate(home);
            assertThat(page.locator(".ads__note")).containsText("Grund: Der Preis ist falsch");
            inspection.look("home");
            var tabs = List.copyOf(page.locator(".ads-tabs a").all().stream()
                    .map(tab -> tab.getAttribute("href"))
                    .toList());
            assertThat(tabs).hasSize(11);
            for (var tab : tabs) {
                label.open(tab);
                assertThat(page.locator(".ads-tabs [aria-current]")).hasCount(1);
                page.setViewportSize(390, 844);
                inspection.overflow(tab + " in German");
            }
            for (var more : new String[] {"/challenges/new", "/sounds/new", "/effects/new"}) {
                page.navigate(home + more);
                inspection.overflow(more + " in German");
            }
            label.open("/desk/ads/forecasts");
            inspection.look("forecasts");
            assertThat(inspection.findings()).isEmpty();
        }
    }

    @Test
    void dialogs_open_and_close_by_the_keyboard_and_go_back_to_their_button() {
        try (var advertiser = visitor().as("Advertiser")) {
            var page = advertiser.open("/desk/ads").page();
            opens(page, "[data-opens=topup]", "#topup-amount");
            page.locator("a[href*='/desk/ads/campaigns/']").first().click();
            page.waitForURL(Pattern.compile("/campaigns/"));
            opens(page, "[data-opens^=edit-]", "dialog[open] input[name=displayName]");
            opens(page, ".page-head .btn--danger", "#confirm-word");
            opens(page, "[data-edits]", "form:not([hidden]) input[name=amount]");
        }
    }

    private static void opens(Page page, String opener, String focused) {
        var button = page.locator(opener).first();
        button.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(focused)).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog[open]")).hasCount(0);
        assertThat(button).isFocused();
    }

    private static Page found(Visitor visitor, String kind) {
        visitor.signUp("Greta");
        var page = visitor.open("/businesses/new").page();
        page.locator("label.chip:has([value=" + kind + "])").click();
        page.locator("#name").fill(NAME);
        page.locator("#website").fill("https://nachtigall.example");
        page.locator("main form button[type=submit]").click();
        page.waitForURL(Pattern.compile("/desk/ads/"));
        return page;
    }
}
