package ovation.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.AccountKind;
import ovation.support.Browser;
import ovation.support.OvationTest;
import ovation.support.Until;
import ovation.wallet.SpendOutcome.Spent;

/** Finance's page of coins, and the debtor's. */
@OvationTest
class CoinOfficePagesTests extends CoinWorld {

    private static final String OFFICE = "/finance/coins";

    @LocalServerPort
    int port;

    @Test
    void an_administrator_sets_prices_and_others_look() {
        var admin = staff(Role.ADMIN);
        var finance = staff(Role.FINANCE);
        var shown = finance.get(OFFICE + "?region=LU&channel=app").body();
        assertThat(shown).contains("Packs in LU", "€12.99", "17 % tax").doesNotContain("Offer it");
        var pack = Map.of("region", "LU", "channel", "app", "slot", "9", "coins", "123", "price", "2.49");
        assertThat(finance.post(OFFICE, OFFICE + "/packs", pack).statusCode()).isIn(403, 404);

        var done = admin.post(OFFICE, OFFICE + "/packs", pack);

        assertThat(admin.get(path(done)).body()).contains("offered from now on", "€2.49", ">123<");
        assertThat(packs.offered("LU", "app", clock.instant()))
                .anySatisfy(each -> assertThat(each.coins()).isEqualTo(123));
        var id = packs.offered("LU", "app", clock.instant()).stream()
                .filter(each -> each.slot() == 9)
                .findFirst()
                .orElseThrow()
                .id();
        clock.advance(Duration.ofSeconds(1));
        admin.post(OFFICE, OFFICE + "/packs/" + id + "/end", Map.of());
        assertThat(packs.offered("LU", "app", clock.instant())).noneMatch(each -> each.slot() == 9);
        clock.backToNow();
    }

    @Test
    void a_price_that_is_none_is_refused_and_nothing_changes() {
        var admin = staff(Role.ADMIN);
        var before = packs.offered("FI", "web", clock.instant());
        for (var price : new String[] {"-1", "0", "9.999", "abc", "1e9", "", "999999999999999999999"}) {
            var answer = admin.post(
                    OFFICE,
                    OFFICE + "/packs",
                    Map.of("region", "FI", "channel", "web", "slot", "1", "coins", "100", "price", price));
            assertThat(answer.statusCode()).as(price).isEqualTo(422);
            assertThat(answer.body()).as(price).contains("Packs in FI");
        }
        assertThat(packs.offered("FI", "web", clock.instant())).isEqualTo(before);
        assertThat(admin.get(OFFICE + "?region=XX").statusCode()).isEqualTo(404);
        assertThat(admin.get(OFFICE + "?channel=fax").statusCode()).isEqualTo(404);
    }

    @Test
    void finance_thaws_a_wallet_with_a_reason_and_the_debt_stays() {
        var finance = staff(Role.FINANCE);
        var mia = aDebtor(aPersonIn("DE"));
        assertThat(finance.get(OFFICE).body()).contains(mia.id().toString());
        var thaw = OFFICE + "/wallets/" + mia.id() + "/thaw";

        assertThat(finance.post(OFFICE, thaw, Map.of("why", " ")).statusCode()).isEqualTo(422);
        assertThat(wallet.holding(mia.id()).frozen()).isTrue();
        finance.post(OFFICE, thaw, Map.of("why", "has paid by bank"));

        assertThat(wallet.holding(mia.id()).frozen()).isFalse();
        assertThat(of(AccountKind.PERSON_OWES, mia, "EUR").isPositive()).isTrue();
        assertThat(new Browser(port).signUp(Browser.freshHandle()).get(OFFICE).statusCode())
                .isIn(403, 404);
    }

    @Test
    void the_debtor_pays_by_the_page() {
        var handle = Browser.freshHandle();
        var browser = new Browser(port).signUp(handle);
        var mia = aDebtor(people.viewerOf(people.byHandle(handle).orElseThrow().id()));
        assertThat(browser.get("/coins").body()).contains("Your wallet is frozen", "You owe", "Pay it");

        var declined = browser.post("/coins", "/coins/debts", Map.of("currency", "EUR", "method", "sandbox_decline"));
        assertThat(browser.get(path(declined)).body()).contains("The payment was declined", "Pay it");
        var away = path(browser.post("/coins", "/coins/debts", Map.of("currency", "EUR")));
        assertThat(browser.get("/coins").body()).contains("Go on to the payment");
        browser.post(away, away + "/approve", Map.of());

        Until.holds(() -> !wallet.holding(mia.id()).frozen());
        assertThat(browser.get("/coins").body()).doesNotContain("You owe", "Your wallet is frozen");
        assertThat(spends(mia, 1, null)).isInstanceOf(Spent.class);
        theBooksBalance();
    }

    private Viewer aDebtor(Viewer mia) {
        var purchase = buys(mia, 3);
        spends(mia, 700, aPersonIn("DE"));
        buys(mia, 1);
        loses(purchase, disputes(purchase), purchase.price());
        assertThat(wallet.holding(mia.id()).frozen()).isTrue();
        return mia;
    }

    private Browser staff(Role role) {
        var handle = Browser.freshHandle();
        var browser = new Browser(port).signUp(handle);
        people.grant(people.byHandle(handle).orElseThrow().id(), role);
        return browser;
    }

    private static String path(HttpResponse<String> response) {
        var location = response.headers().firstValue("Location").orElseThrow(() -> new AssertionError(response.body()));
        return location.replaceFirst("^https?://[^/]+", "");
    }
}
