package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.payouts.Payouts;

/** From a figure down to what somebody did, without a dead end. */
class ExplainingACentTests extends OnTheBooks {

    private static final String STORY = "cents";

    @Autowired
    Payouts payouts;

    private final List<String> findings = new ArrayList<>();

    @Test
    void a_line_of_a_statement_and_a_line_of_the_trial_balance_lead_to_the_same_gift() {
        try (var ada = visitor();
                var frida = visitor()) {
            var creator = joins(ada, "Ada");
            isThanked(creator, 2);
            clock.backToNow();
            payouts.makeStatements(lastMonth);

            var page = ada.signIn(creator).open("/desk/creator/payouts").page();
            page.locator("a[href*='/desk/creator/statements/']").first().click();
            assertThat(page.locator("h1")).containsText("Statement");
            ada.follow("Thanks and other coins");
            var line = gift(page);
            var transfer = line.locator("code").innerText();
            line.locator("td a").click();
            page.waitForURL(Pattern.compile("/v/"));
            assertThat(page.locator("main")).containsText("A quiet lake");

            joinsFinance(joins(frida, "Frida"));
            fromTheTrialBalance(frida, creator);

            var desk = frida.open("/finance/books").page();
            desk.locator("#explain").fill(transfer);
            frida.press("Explain");
            desk.waitForURL(Pattern.compile("/finance/transfers/" + transfer));
            assertThat(desk.locator(".transfer__fact")).containsText("200 coins spent by @giver");
            look(desk, "5-transfer");
            var cause = desk.locator(".trace a[href*='/finance/explain']");
            cause.click();
            assertThat(desk.locator("tbody")).containsText("coins.spend");
            look(desk, "6-cause");
            frida.open("/finance/explain?q=nothing%20like%20it");
            look(desk, "7-nothing");
        }
        Assertions.assertThat(findings).isEmpty();
    }

    /** Kind of account, its accounts, its entries, the transfer, and the page of what was given. */
    private void fromTheTrialBalance(Visitor frida, String creator) {
        var page = frida.open("/finance/books").page();
        assertThat(page.locator(".page-head .badge--ok")).hasText("sums to zero");
        look(page, "1-books");
        frida.follow("Creators’ shares, available");
        look(page, "2-accounts");
        frida.follow("@" + creator);
        look(page, "3-entries");
        frida.follow("Shares of coins become available to @" + creator);
        page.waitForURL(Pattern.compile("/finance/books/CREATOR_ESTIMATED/"));
        page.locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText("coins.spend"))
                .first()
                .locator("a[href*='/finance/transfers/']")
                .first()
                .click();
        assertThat(page.locator(".transfer__fact")).containsText("200 coins spent by @giver");
        assertThat(page.locator(".legs tfoot")).containsText("Together");
        look(page, "4-transfer");
        page.locator(".transfer__fact a").click();
        page.waitForURL(Pattern.compile("/v/"));
        assertThat(page.locator("main")).containsText("A quiet lake");
    }

    private static Locator gift(Page page) {
        return page.locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText("200 coins spent by"))
                .first();
    }

    private void look(Page page, String name) {
        var inspection = new Inspection(page);
        inspection.look(name);
        findings.addAll(inspection.findings());
        keep(page, STORY, name);
    }
}
