package ovation.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.base.MovableClock;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.media.MediaStore;
import ovation.payments.ChargeOutcome;
import ovation.support.Authenticator;
import ovation.support.Until;
import ovation.thanks.Thanks;
import ovation.videos.Clips;
import ovation.videos.Videos;
import ovation.wallet.CoinSales;
import ovation.wallet.SpendOutcome;

/** Stories about money that took its time: they begin in last month, and end now. */
abstract class OnTheBooks extends OnStage {

    private static final Duration HOLD = Duration.ofDays(14);

    @Autowired
    MovableClock clock;

    @Autowired
    People people;

    @Autowired
    CoinSales sales;

    @Autowired
    Thanks thanks;

    @Autowired
    MediaStore media;

    @Autowired
    Videos videos;

    @Autowired
    Ledger ledger;

    YearMonth lastMonth;

    @BeforeEach
    void it_is_last_month() {
        lastMonth = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .minusMonths(1);
        it_is(2);
    }

    @AfterEach
    void it_is_now_again() {
        clock.backToNow();
    }

    void it_is(int day) {
        clock.moveTo(lastMonth.atDay(day).atTime(9, 0).toInstant(ZoneOffset.UTC));
    }

    UUID id(String handle) {
        return people.byHandle(handle).orElseThrow().id();
    }

    /**
     * Signs up and leaves the feed: a poster that it loads late would be asked for with a link of another month, and the
     * browser would complain. @return the handle
     */
    static String joins(Visitor visitor, String name) {
        var handle = visitor.signUp(name);
        visitor.page().navigate("about:blank");
        return handle;
    }

    void joinsFinance(String handle) {
        people.grant(id(handle), Role.FINANCE);
    }

    /** Somebody buys coins and thanks the creator so often, with 200 coins each; two weeks later that is available. */
    void isThanked(String creator, int times) {
        var giver = people.signUp(new People.SignUp(
                "giver" + UUID.randomUUID().toString().substring(0, 8),
                "A giver",
                UUID.randomUUID() + "@example.com",
                Visitor.PASSWORD,
                LocalDate.of(1980, 1, 1),
                "DE",
                "en"));
        for (var pack = 0; pack * 35 < times; pack++) {
            assertThat(sales.sell(giver, 5, "sandbox_approve", "pack" + pack))
                    .isInstanceOf(ChargeOutcome.Succeeded.class);
        }
        var maker = id(creator);
        var asset = media.adopt(maker, Clips.SMALL, Clips.SMALL_POSTER, 12_000, 160, 284);
        var video =
                videos.publish(maker, new Videos.NewVideo(asset.id(), "A quiet lake", null, null, true, false, false));
        for (var i = 0; i < times; i++) {
            assertThat(thanks.thank(giver, video, 200, "thanks" + i)).isInstanceOf(SpendOutcome.Spent.class);
        }
        clock.advance(HOLD.plusHours(1));
        var available = new Account(AccountKind.CREATOR_AVAILABLE, maker, "EUR");
        Until.holds(() -> ledger.balance(available).posted().isPositive());
        assertThat(ledger.balance(new Account(AccountKind.CREATOR_ESTIMATED, maker, "EUR"))
                        .posted())
                .isEqualTo(Money.zero("EUR"));
    }

    /** By the page, from the key that it shows. It ends where the visitor was going to. */
    Authenticator enrols(Visitor visitor, String next) {
        visitor.open("/settings/second-factor?next=" + next);
        var phone = new Authenticator(
                visitor.page().locator("p:has-text('type this key') code").innerText());
        visitor.page().locator("#password").fill(Visitor.PASSWORD);
        visitor.page().locator("#code").fill(phone.code(clock.instant()));
        visitor.press("Switch on");
        visitor.follow("I have kept them, go on");
        return phone;
    }

    static void keep(Page page, String story, String name) {
        for (var width : new int[] {390, 1280}) {
            page.setViewportSize(width, width == 390 ? 844 : 800);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target/browser", story, name + "-" + width + ".png"))
                    .setFullPage(true));
        }
    }
}
