package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.ledger.Money;

/** A Shop Ad is made in the wizard: what it sells, for orders or a return, and it comes back from a draft. */
class ShopAdTests extends OnStage {

    private static final String LONG =
            "A kettle with a very long name that somebody has written out of love for kettles "
                    + "of hammered copper from the valley";

    @Autowired
    Stall stall;

    @Test
    void the_wizard_sells_what_the_business_has_on_show() {
        try (var advertiser = visitor()) {
            var business = found(advertiser);
            var page = advertiser.page();
            advertiser.follow("New campaign");
            page.locator("campaign-wizard #name").fill("Kettles");
            goal(page, "product_sales");
            var wizard = page.url();
            toTheCreative(page);
            assertThat(page.locator("#cards")).containsText("You have nothing on show here yet");
            assertThat(page.locator("#landingUrl")).isVisible();

            stall.offer(business, "Copper kettle", Money.of("39.00", "EUR"));
            stall.offer(business, LONG, null);
            stall.offer(UUID.randomUUID(), "Somebody else's kettle", Money.of("1.00", "EUR"));
            page.navigate(wizard);
            page.locator("campaign-wizard #name").fill("Kettles");
            goal(page, "product_sales");
            page.locator("[data-next]").click();
            aim(page);
            page.locator("[data-next]").click();
            assertThat(page.locator("#cards .choice")).hasCount(2);
            page.locator("#cards .choice", new Page.LocatorOptions().setHasText("Copper kettle"))
                    .click();
            assertThat(page.locator("#landingUrl")).isHidden();
            assertThat(page.locator("[data-preview-card]")).hasText("Copper kettle");
            page.locator("[name=q]").fill("valley");
            assertThat(page.locator("#cards .choice")).hasCount(1);
            assertThat(page.locator("[data-card-chosen]")).hasText("Leads to: Copper kettle");
            var inspection = new Inspection(page);
            inspection.look("what it sells");
            assertThat(inspection.findings()).isEmpty();

            page.locator("[data-draft]").click();
            assertThat(page.locator("[data-draft-state]")).hasText("Saved");
            page.reload();
            toTheCreative(page);
            assertThat(page.locator("[data-card-chosen]")).hasText("Leads to: Copper kettle");
            page.locator("#clip").setInputFiles(Film.upright(8, 200));
            assertThat(page.locator("[data-upload-state]"))
                    .hasText(
                            page.locator("campaign-wizard").getAttribute("data-ready"),
                            new LocatorAssertions.HasTextOptions().setTimeout(60_000));
            page.locator("[data-send]").click();
            page.waitForURL(Pattern.compile("/desk/ads/campaigns/"));
            assertThat(page.locator("main")).containsText("/goods/");
            assertThat(page.locator("main")).containsText("Target return");
            assertThat(advertiser.complaints()).isEmpty();
        }
    }

    private static void aim(Page page) {
        assertThat(page.locator("#billing")).hasValue("OCPM");
        assertThat(page.locator("#strategy")).hasValue("cost_cap");
        assertThat(page.locator("[data-bid-label]")).hasText("Highest average cost");
        page.locator("[name=aim][value=return]").check(new Locator.CheckOptions().setForce(true));
        assertThat(page.locator("#strategy")).hasValue("target_roas");
        assertThat(page.locator("[data-bid-label]")).hasText("What an order is usually worth");
        assertThat(page.locator("#roas")).isVisible();
        page.locator("#strategy").selectOption("cost_cap");
        assertThat(page.locator("[name=aim][value=orders]")).isChecked();
        page.locator("[name=aim][value=return]").check(new Locator.CheckOptions().setForce(true));
        page.locator("#billing").selectOption("CPC");
        assertThat(page.locator("[data-field=aim]")).isHidden();
        page.locator("#billing").selectOption("OCPM");
        page.locator("[name=aim][value=return]").check(new Locator.CheckOptions().setForce(true));
    }

    private static void goal(Page page, String objective) {
        page.locator("[name=objective][value=" + objective + "]").check(new Locator.CheckOptions().setForce(true));
    }

    private static void toTheCreative(Page page) {
        page.locator("[data-next]").click();
        page.locator("[data-next]").click();
    }

    private static UUID found(Visitor advertiser) {
        advertiser.signUp("Kim");
        var page = advertiser.open("/desk/ads").page();
        advertiser.follow("New business");
        page.locator("#name").fill("Kettle " + UUID.randomUUID().toString().substring(0, 6));
        page.locator("#website").fill("https://kettle.example");
        advertiser.press("Create the business");
        page.waitForURL(Pattern.compile("/desk/ads/[0-9a-f-]{36}$"));
        return UUID.fromString(page.url().replaceAll(".*/", ""));
    }
}
