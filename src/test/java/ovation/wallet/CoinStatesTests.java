package ovation.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.identity.People;
import ovation.identity.Viewer;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.BooksCheck;
import ovation.ledger.Money;
import ovation.ledger.Transfer;
import ovation.support.Browser;
import ovation.support.OvationTest;

/** What the pages say when something is wrong, in both languages; and that broken books are found. */
@OvationTest
class CoinStatesTests extends CoinWorld {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private Browser browser = new Browser(0);

    @Test
    void disputed_and_frozen_wallets_say_so_in_both_languages() {
        var english = signedIn("en", "DE");
        var first = buys(english, 3);
        var dispute = disputes(first);
        assertThat(browser.get("/coins").body()).contains("720 coins wait until a bank", "disputed");
        assertThat(browser.get("/coins/purchases/" + first.id()).body()).contains("A bank decides about this payment");
        assertThat(browser.get("/coins/purchases/" + first.id() + "/refund").body())
                .contains("A bank decides about this payment already");
        wins(first, dispute, first.price());
        spends(english, 720, null);
        loses(first, disputes(first), first.price());
        assertThat(browser.get("/coins").body()).contains("Your wallet is frozen", "You owe €9.99");
        assertThat(browser.post(
                                "/coins",
                                "/coins/purchases",
                                Map.of("pack", pack("DE", 1).id().toString(), "key", "k"))
                        .body())
                .contains("Your wallet is frozen");

        var german = signedIn("de", "DE");
        var second = buys(german, 3);
        assertThat(browser.get("/coins").body())
                .contains("Coins kaufen", "9,99\u00a0€", "Dafür hast du", "20 davon geschenkt")
                .doesNotContain("??");
        for (var page : List.of("", "/refund")) {
            assertThat(browser.get("/coins/purchases/" + second.id() + page).body())
                    .contains("9,99\u00a0€")
                    .doesNotContain("??");
        }
        disputes(second);
        assertThat(browser.get("/coins").body()).contains("720 Coins warten", "strittig");
    }

    @Test
    void where_no_coins_are_sold_the_page_says_so() {
        signedIn("en", "BR");

        assertThat(browser.get("/coins").body()).contains("Not sold in your country yet");
    }

    @Test
    void a_lot_that_was_tampered_with_is_found() {
        var mia = aPersonIn("DE");
        var purchase = buys(mia, 1);

        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("UPDATE wallet_lot SET spent = spent + 1 WHERE purchase = :purchase")
                    .param("purchase", purchase.id())
                    .update();
            assertThat(broken()).contains("I9", "I10");
        });
        theBooksBalance();
    }

    @Test
    void coins_that_no_fact_has_brought_are_found() {
        var mia = aPersonIn("DE");
        buys(mia, 1);

        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            ledger.post(Transfer.between(
                            Ids.next(clock),
                            "coins.issue",
                            new SubjectRef("coin_purchase", Ids.next(clock)),
                            clock.instant(),
                            Account.platform(AccountKind.COIN_ISSUED, Money.COIN),
                            new Account(AccountKind.COIN_WALLET, mia.id(), Money.COIN),
                            new Money(5, Money.COIN)))
                    .orThrow();
            assertThat(broken()).contains("I9", "I12");
        });
        theBooksBalance();
    }

    @Test
    void a_fact_without_its_transfer_is_found() {
        var mia = aPersonIn("US");
        buys(mia, 1);

        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("""
                            INSERT INTO wallet_spend (id, person, coins, kind, cause_kind, cause_id, share_per_million, spent_at)
                            VALUES (:id, :person, 3, 'thanks', 'video', :id, 0, :now)
                            """)
                    .param("id", Ids.next(clock))
                    .param("person", mia.id())
                    .param("now", Purchases.utc(clock.instant()))
                    .update();
            assertThat(broken()).containsExactly("I12");
        });
    }

    private List<String> broken() {
        return checks.stream()
                .filter(check -> !check.check().isEmpty())
                .map(BooksCheck::invariant)
                .sorted()
                .toList();
    }

    private Viewer signedIn(String language, String region) {
        var handle = Browser.freshHandle();
        var person = people.signUp(new People.SignUp(
                handle,
                "Somebody",
                handle + "@example.com",
                "a quiet evening",
                LocalDate.of(1990, 5, 1),
                region,
                language));
        browser = new Browser(port);
        browser.post("/sign-in", "/sign-in", Map.of("login", handle, "password", "a quiet evening"));
        return people.viewerOf(person);
    }
}
