package ovation.thanks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import ovation.base.MovableClock;
import ovation.identity.People;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Money;
import ovation.media.MediaStore;
import ovation.support.Browser;
import ovation.support.OvationTest;
import ovation.videos.Clips;
import ovation.videos.Videos;
import ovation.wallet.SpendOutcome.Spent;

@OvationTest
class ThankingTests {

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    Videos videos;

    @Autowired
    MediaStore media;

    @Autowired
    Thanking thanking;

    @Autowired
    Ledger ledger;

    @Autowired
    LedgerChecker checker;

    @Autowired
    MovableClock clock;

    @Test
    void a_viewer_buys_coins_and_thanks_on_the_videos_page() {
        var creator = someone(1990);
        var video = aVideoOf(creator);
        var mia = new Browser(port).signUp(Browser.freshHandle());
        var page = "/v/" + video;
        assertThat(mia.get(page).body()).contains("hx-get=\"" + page + "/thanks\"");
        var thanks = page + "/thanks";
        assertThat(mia.get(thanks).body()).contains("10 coins", "€0.15", "€0.75", "€2.98", "You have no coins");
        assertThat(mia.post(thanks, thanks, Map.of("coins", "50", "key", "a")).body())
                .contains("You have no coins", "Buy coins");

        buy(mia);
        var given = mia.post(thanks, thanks, Map.of("coins", "50", "key", "b"));
        assertThat(given.body()).contains("You gave 50 coins", "You have 50 coins");
        mia.post(thanks, thanks, Map.of("coins", "50", "key", "b"));

        assertThat(mia.get("/coins").body()).contains(">50<", "Thanked a creator", "−50", "€0.74");
        assertThat(ledger.balance(new Account(AccountKind.CREATOR_ESTIMATED, creator, "EUR"))
                        .posted())
                .isEqualTo(new Money(1_250_000L * 50 / 100 / 2, "EUR"));
        assertThat(checker.check().breaks()).isEmpty();
    }

    @Test
    void programs_thank_once_for_each_key() {
        var video = aVideoOf(someone(1985));
        var mia = new Browser(port).signUp(Browser.freshHandle());
        buy(mia);
        var path = "/api/v1/videos/" + video + "/thanks";
        assertThat(JsonPath.<List<Integer>>read(mia.get(path).body(), "$.amounts[*].coins"))
                .containsExactly(10, 50, 200);
        assertThat(mia.api("POST", path, "{\"coins\":10}").statusCode()).isEqualTo(400);

        mia.with("Idempotency-Key", UUID.randomUUID().toString());
        var first = mia.api("POST", path, "{\"coins\":10}");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(mia.api("POST", path, "{\"coins\":10}").body()).isEqualTo(first.body());
        assertThat(mia.api("POST", path, "{\"coins\":50}").statusCode()).isEqualTo(422);
        mia.with("Idempotency-Key", UUID.randomUUID().toString());
        assertThat(mia.api("POST", path, "{\"coins\":200}").body()).contains("not_enough_coins");
        assertThat(mia.api("POST", path, "{\"coins\":11}").statusCode()).isEqualTo(400);
        assertThat(mia.api("POST", "/api/v1/videos/" + UUID.randomUUID() + "/thanks", "{\"coins\":10}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(JsonPath.<Integer>read(mia.get("/api/v1/wallet").body(), "$.usable"))
                .isEqualTo(90);
    }

    @Test
    void nobody_thanks_himself_and_minors_neither_give_nor_get() {
        var creator = someone(1990);
        var video = aVideoOf(creator);
        var minor = someone(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).getYear() - 15);
        var ofMinor = aVideoOf(minor);

        assertThatThrownBy(() -> thanking.thank(people.viewerOf(creator), video, "k", 10L))
                .hasMessageContaining("thanks_to_yourself");
        assertThatThrownBy(() -> thanking.thank(people.viewerOf(minor), video, "k", 10L))
                .hasMessageContaining("thanks_from_adults_only");
        assertThatThrownBy(() -> thanking.thank(people.viewerOf(creator), ofMinor, "k", 10L))
                .hasMessageContaining("thanks_not_taken");
        assertThat(thanking.offer(people.viewerOf(minor), video).open()).isFalse();
        assertThat(thanking.offer(people.viewerOf(creator), ofMinor).open()).isFalse();
        assertThat(new Browser(port).get("/v/" + video + "/thanks").body()).contains("Sign in to thank with coins");
    }

    @Test
    void a_request_repeated_after_midnight_thanks_once() {
        var video = aVideoOf(someone(1990));
        var handle = Browser.freshHandle();
        var mia = new Browser(port).signUp(handle);
        buy(mia);
        var viewer = people.viewerOf(people.byHandle(handle).orElseThrow().id());
        var first = (Spent) thanking.thank(viewer, video, "late", 10L);

        clock.advance(java.time.Duration.ofDays(1));
        try {
            assertThat(thanking.thank(viewer, video, "late", 10L))
                    .isEqualTo(new Spent(first.spend(), first.coins(), first.paid(), true));
        } finally {
            clock.backToNow();
        }
    }

    /** A hundred coins for 1.49, of which 0.24 is tax. */
    private static void buy(Browser browser) {
        browser.get("/coins");
        String pack = JsonPath.read(browser.get("/api/v1/wallet/packs").body(), "$.items[0].id");
        var key = browser.with("Idempotency-Key", UUID.randomUUID().toString());
        var bought = key.api(
                "POST",
                "/api/v1/wallet/purchases",
                "{\"pack\":\"" + pack + "\",\"method\":\"sandbox_approve\",\"consent\":true}");
        assertThat(bought.statusCode()).as(bought.body()).isEqualTo(201);
        browser.with("Idempotency-Key", "");
    }

    private UUID someone(int born) {
        var handle = Browser.freshHandle();
        return people.signUp(new People.SignUp(
                handle, "Somebody", handle + "@example.com", "a quiet evening", LocalDate.of(born, 5, 1), "DE", "en"));
    }

    private UUID aVideoOf(UUID creator) {
        var asset = media.adopt(creator, Clips.SMALL, Clips.SMALL_POSTER, 12_000, 160, 284);
        return videos.publish(creator, new Videos.NewVideo(asset.id(), "A quiet lake", null, null, true, false, false));
    }
}
