package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.payouts.Payouts;
import ovation.support.HouseBank;

/** From what is between a creator and her money to the statement that says it was paid. */
class PayingOutTests extends OnTheBooks {

    private static final String STORY = "payouts";
    private static final String IBAN = "DE89 3704 0044 0532 0130 00";

    @Autowired
    Payouts payouts;

    private final List<String> findings = new ArrayList<>();

    @Test
    void two_people_of_finance_pay_a_creator_by_a_file() throws IOException {
        try (var ada = visitor();
                var frida = visitor();
                var otto = visitor()) {
            var creator = joins(ada, "Ada");
            passesTheGates(ada);
            var maker = joins(frida, "Frida");
            joinsFinance(maker);
            var releaser = joins(otto, "Otto");
            joinsFinance(releaser);
            var phone = enrols(otto, "/finance/payouts");
            isThanked(creator, 45);

            var batch = isMadeBy(frida.signIn(maker), creator);
            assertThat(frida.page().locator(".note--wait"))
                    .hasText("You made this batch, so somebody else must release it.");
            assertThat(button(frida.page(), "Release")).hasCount(0);

            otto.signIn(releaser).open(batch);
            release(otto.page());
            otto.page().waitForURL(Pattern.compile("/settings/confirm"));
            look(otto.page(), "2-confirm");
            otto.page().locator("#code").fill(phone.code(clock.instant()));
            otto.press("Confirm");
            otto.page().waitForURL(Pattern.compile(batch));
            release(otto.page());
            assertThat(otto.page().locator("h1 .badge")).hasText("sent");
            look(otto.page(), "3-sent");

            bankAnswers(otto);
            otto.open(batch);
            assertThat(line(otto.page(), creator)).containsText("paid");
            look(otto.page(), "5-paid");

            clock.backToNow();
            payouts.makeStatements(lastMonth);
            ada.signIn(creator).open("/desk/creator/payouts");
            assertThat(ada.page()
                            .locator("#payouts-title")
                            .locator("xpath=../..")
                            .locator(".badge--ok"))
                    .hasText("paid");
            look(ada.page(), "6-creator");
            ada.page().locator("a[href*='/desk/creator/statements/']").first().click();
            assertThat(ada.page().locator("h1")).containsText("Statement");
            assertThat(ada.page().locator("main")).containsText("unchanged since it was made");
            assertThat(ada.page().locator("main")).containsText("Paid out, with tax withheld");
            assertThat(ada.page().locator("main")).containsText("Thanks and other coins");
            look(ada.page(), "7-statement");
        }
        Assertions.assertThat(findings).isEmpty();
    }

    private void passesTheGates(Visitor ada) {
        var page = ada.open("/desk/creator/payouts").page();
        assertThat(page.locator(".gates__step")).hasCount(8);
        assertThat(step(page, "Name and address")).containsText("to do");
        assertThat(step(page, "18 or older")).containsText("done");
        look(page, "0-gates");
        enrols(ada, "/desk/creator/payouts/details");
        look(page, "0-details");
        page.locator("#legalName").fill("Ada Example");
        page.locator("#street").fill("Weg 1");
        page.locator("#postalCode").fill("50667");
        page.locator("#city").fill("Köln");
        page.locator("#identity button[type=submit]").click();
        assertThat(page.locator(".note[role=status]")).hasText("Your name and address are saved.");
        ada.open("/desk/creator/payouts/details");
        page.locator("#name").fill("Ada Example");
        page.locator("#classification").selectOption("DE");
        page.locator("#signedName").fill("Ada Example");
        page.locator("#tax_form button[type=submit]").click();
        assertThat(page.locator(".note[role=status]")).hasText("Your tax form is signed.");
        ada.open("/desk/creator/payouts/details");
        page.locator("#account").fill(IBAN);
        page.locator("#method button[type=submit]").click();
        assertThat(page.locator(".note[role=status]")).containsText("Look for our penny");
        look(page, "0-penny");
        page.locator("#code").fill(page.locator(".note code").innerText().replaceAll(".* ", ""));
        ada.press("Verify");
        assertThat(page.locator(".note[role=status]")).hasText("Your account is verified.");
        assertThat(step(page, "Five days since the last change")).containsText("waiting");
        assertThat(step(page, "Enough for a payout")).containsText("waiting");
        assertThat(page.locator(".gates__step--done")).hasCount(6);
    }

    /** @return the batch's path */
    private String isMadeBy(Visitor frida, String creator) {
        var page = frida.open("/finance/payouts").page();
        look(page, "1-finance");
        frida.press("Preview");
        page.waitForURL(Pattern.compile("/preview"));
        assertThat(page.locator("tbody")).containsText("@" + creator);
        look(page, "1-preview");
        frida.press("Make this batch");
        page.waitForURL(Pattern.compile("/finance/payouts/batches/"));
        look(page, "1-batch");
        return page.url().replaceFirst("https?://[^/]+", "");
    }

    private static void release(Page page) {
        button(page, "Release").click();
        page.locator("#confirm-word").fill("EUR");
        page.locator("#confirm button[value=yes]").click();
    }

    private void bankAnswers(Visitor otto) throws IOException {
        var page = otto.page();
        var download = page.waitForDownload(() -> otto.follow("File for the bank"));
        var order = Files.readString(download.path());
        Assertions.assertThat(HouseBank.orders(order))
                .anyMatch(each -> each.iban().equals(IBAN.replace(" ", "")));
        var answer = Path.of("target/browser", STORY, "pain002.xml");
        Files.writeString(answer, HouseBank.answer(order, "13", clock.instant()), StandardCharsets.UTF_8);
        var changed = HouseBank.orders(order).size() == 1
                ? "1 payout has moved on."
                : HouseBank.orders(order).size() + " payouts have moved on.";
        for (var expected : List.of(changed, "Nothing has changed: the file says what we know.")) {
            otto.open("/finance/payouts");
            page.locator("#file").setInputFiles(answer);
            otto.press("Read it");
            assertThat(page.locator(".note[role=status]")).hasText(expected);
        }
        look(page, "4-answered");
    }

    private void look(Page page, String name) {
        var inspection = new Inspection(page);
        inspection.look(name);
        findings.addAll(inspection.findings());
        keep(page, STORY, name);
    }

    private static Locator step(Page page, String name) {
        return page.locator(".gates__step").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Locator line(Page page, String creator) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("@" + creator));
    }

    private static Locator button(Page page, String name) {
        return page.locator("main button")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + name + "$")));
    }
}
