package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.stories.BrandStage.balance;
import static ovation.stories.BrandStage.business;
import static ovation.stories.BrandStage.decide;
import static ovation.stories.BrandStage.decideAs;
import static ovation.stories.BrandStage.topUp;
import static ovation.stories.EffectStage.effects;
import static ovation.stories.EffectStage.flights;
import static ovation.stories.EffectStage.made;
import static ovation.stories.EffectStage.order;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.TestPropertySource;
import ovation.attention.AttentionBook;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionType;
import ovation.attention.Exposures;
import ovation.attention.TrafficMark;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Money;
import ovation.support.OvationTest;
import ovation.support.Until;
import tools.jackson.databind.JsonNode;

/**
 * A branded effect through the public REST by partners who send every request twice: made, reviewed, topped up, days in the tray
 * booked and frozen, opened and used by several people, stamped on their posts, watched, charged day by day, and the days that were
 * called off back.
 */
@OvationTest
@TestPropertySource(properties = "ovation.story=an-effect-is-sponsored") // a database of its own
class AnEffectIsSponsoredTests {

    private static final int PEOPLE = 6;
    private static final int POSTS = 3;
    private static final long DAY = 40_000_000; // EUR 40 in Germany
    private static final long TOPPED_UP = 500_000_000;

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @Autowired
    People people;

    @Autowired
    AttentionBook book;

    @Autowired
    LedgerChecker checker;

    @Autowired
    Exposures exposures;

    @Test
    void from_the_studio_to_the_report() throws Exception {
        clock.moveTo(today().plusDays(1).atTime(9, 0).toInstant(ZoneOffset.UTC));
        var stranger = Partner.stranger(port, true);
        var brand = stranger.join("nordlicht.fx", "1980-05-05", "DE");
        var business = business(brand, "ADVERTISER", "Nordlicht");
        var effect = made(brand, business, "Northern lights");
        var from = today().plusDays(1);

        assertThat(brand.refused(flights(business), order("DE", from, 5, effect, null)))
                .isEqualTo("effect_not_approved");
        var moderator = stranger.join("effect.judge", "1985-01-01", "DE");
        people.grant(people.byHandle("effect.judge").orElseThrow().id(), Role.MODERATOR);
        decide(moderator, effect, true);
        assertThat(brand.refused(flights(business), order("DE", from, 5, effect, null)))
                .isEqualTo("effect_balance_too_low");
        topUp(brand, business, "500.00");
        var quote = brand.get(flights(business) + "/quote?market=DE&from=" + from + "&days=5");
        assertThat(quote.path("price").path("micros").asLong()).isEqualTo(5 * DAY);
        assertThat(brand.refused(flights(business), order("DE", from, 5, effect, Money.of("199.99", "EUR"))))
                .isEqualTo("effect_price_moved");
        var flight = brand.post(flights(business), order("DE", from, 5, effect, Money.of("200.00", "EUR")))
                .path("id")
                .asString();
        assertThat(balance(brand, business)).isEqualTo(new BrandStage.Balance(TOPPED_UP - 5 * DAY, 5 * DAY, 0));
        assertThat(brand.get(effects(business) + "/" + effect).path("frozen").asBoolean())
                .isTrue();
        var library = new Library(port, "Nordlicht");
        var announced = library.shows(effect, 0);
        assertThat(announced.path("kind").asString()).isEqualTo("effect");
        assertThat(announced.path("title").asString()).isEqualTo("Northern lights");
        assertThat(announced.path("paidBy").asString()).isEqualTo("Nordlicht");
        assertThat(announced.path("callToAction").asString()).isEqualTo("Shop now");
        assertThat(announced.path("running").asBoolean()).isFalse();
        assertThat(Library.texts(announced.path("regions"))).containsExactly("DE");
        assertThat(announced.path("from").asString()).isEqualTo(from.toString());
        assertThat(announced.path("until").asString())
                .isEqualTo(from.plusDays(4).toString());

        var early = stranger.join("early.bird", "1991-01-01", "DE");
        assertThat(sponsored(early)).isNull();
        clock.moveTo(from.atTime(10, 0).toInstant(ZoneOffset.UTC));
        Until.holds(() -> sponsored(early) != null);
        assertThat(sponsored(stranger.join("from.france.fx", "1991-01-01", "FR")))
                .isNull();
        var posts = usedBySeveral(stranger, effect);
        watched(stranger, posts);
        aRobotCame(early);
        Until.holds(book::caughtUp);

        var here = flights(business) + "/" + flight;
        figures(brand, here, 0);
        assertThat(library.shows(effect, PEOPLE + 1).path("running").asBoolean())
                .isTrue();
        assertThat(brand.get(here).path("state").asString()).isEqualTo("running");

        clock.moveTo(from.plusDays(1).atTime(8, 0).toInstant(ZoneOffset.UTC));
        Until.holds(() -> charged(brand, here) == DAY);
        figures(brand, here, DAY);
        assertThat(balance(brand, business)).isEqualTo(new BrandStage.Balance(TOPPED_UP - 5 * DAY, 4 * DAY, DAY));
        brand.delete(here); // today is delivered, three days go back
        assertThat(brand.get(here).path("released").path("micros").asLong()).isEqualTo(3 * DAY);
        assertThat(balance(brand, business)).isEqualTo(new BrandStage.Balance(TOPPED_UP - 2 * DAY, DAY, DAY));
        Until.holds(() -> sponsored(early) != null);
        clock.moveTo(from.plusDays(2).atTime(8, 0).toInstant(ZoneOffset.UTC));
        Until.holds(() -> charged(brand, here) == 2 * DAY);
        Until.holds(() -> sponsored(early) == null);
        assertThat(balance(brand, business)).isEqualTo(new BrandStage.Balance(TOPPED_UP - 2 * DAY, 0, 2 * DAY));

        var ended = library.shows(effect, PEOPLE + 1);
        assertThat(ended.path("running").asBoolean()).isFalse();
        assertThat(ended.path("until").asString())
                .as("called off after its second day")
                .isEqualTo(from.plusDays(1).toString());

        receiptsAddUp(brand, business, flight, from);
        new ReceiptAudit(port, brand, business).isHiddenFrom(moderator, null);
        withdrawn(brand, moderator, business, effect);
        assertThat(checker.check().breaks()).isEmpty();
        explains(stranger, flight);
        InvoiceAudit.monthIsOver(clock, stranger, "nordlicht.fx", business, 2 * DAY, "effect_days · DE ");
        assertThat(checker.check().breaks()).isEmpty();
    }

    /** Of both days that were delivered, and of no more. */
    private void receiptsAddUp(Partner brand, String business, String flight, LocalDate from) {
        var receipts = new ReceiptAudit(port, brand, business).receipts();
        assertThat(receipts).hasSize(2);
        assertThat(ReceiptAudit.sum(receipts))
                .isEqualTo(balance(brand, business).spent());
        for (var i = 0; i < 2; i++) {
            var day = receipts.get(1 - i);
            assertThat(day.path("formula").asString()).isEqualTo("fixed-day-1");
            assertThat(day.path("booking").asString()).isEqualTo(flight);
            assertThat(day.path("charge").asString())
                    .as("a day is a posting")
                    .isEqualTo(day.path("transfer").asString());
            var terms = day.path("reservation");
            assertThat(terms.path("place").asString()).isEqualTo("effect_tray");
            assertThat(terms.path("day").asString()).isEqualTo(from.plusDays(i).toString());
            assertThat(terms.path("dayMicros").asLong()).isEqualTo(DAY);
        }
        assertThat(brand.text("/desk/ads/" + business + "/charges/"
                        + receipts.getFirst().path("charge").asString()))
                .contains("Receipt for a day", "First in the effects tray", "fixed-day-1", "€40.00");
    }

    /** All open and use it, some publish; each report is sent many times, a robot's too. */
    private List<String> usedBySeveral(Partner stranger, String effect) throws IOException {
        var posts = new ArrayList<String>();
        for (var i = 0; i < PEOPLE; i++) {
            var person = stranger.join("maker.fx" + i, "1990-02-0" + (i + 1), "DE");
            var first = sponsored(person);
            assertThat(first).isNotNull();
            assertThat(first.path("id").asString()).isEqualTo(effect);
            assertThat(first.path("sponsor").asString()).isEqualTo("Nordlicht");
            assertThat(first.path("disclosure").asBoolean()).isTrue();
            assertThat(first.path("spot").path("callToAction").asString()).isEqualTo("Shop now");
            report(person, first, "OPENED", 5);
            if (i < 5) {
                report(person, first, "USED", 5);
            }
            if (i < 2) {
                report(person, first, "CLICKED", 3);
            }
            if (i < POSTS) {
                posts.add(publish(person, effect));
            }
            if (i == 0) {
                report(person, sponsored(person), "OPENED", 1); // comes back
            }
        }
        return posts;
    }

    private void watched(Partner stranger, List<String> posts) {
        var fan = stranger.join("fan.fx", "1992-02-02", "DE");
        for (var post : posts) {
            var item = fan.get("/api/v1/videos/" + post);
            assertThat(item.path("video").path("effect").path("sponsor").asString())
                    .isEqualTo("Nordlicht");
            clock.advance(Duration.ofSeconds(30));
            var event = Map.of(
                    "id",
                    UUID.randomUUID(),
                    "exposure",
                    item.path("exposure").asString(),
                    "type",
                    "WATCHED",
                    "watchedMillis",
                    2_500);
            fan.post("/api/v1/attention", Map.of("events", List.of(event, event)));
        }
    }

    /** Kept in the book, counted apart. */
    private void aRobotCame(Partner person) {
        var shown =
                exposures.open(sponsored(person).path("exposure").asString()).orElseThrow();
        book.record(List.of(
                new AttentionEvent(
                        Ids.next(clock),
                        AttentionType.OPENED,
                        shown,
                        0,
                        clock.instant(),
                        TrafficMark.DECLARED_ROBOT.bit()),
                new AttentionEvent(
                        Ids.next(clock), AttentionType.USED, shown, 0, clock.instant(), TrafficMark.PREFETCH.bit())));
    }

    private void figures(Partner brand, String here, long spend) {
        var total = brand.get(here + "/report").path("total");
        assertThat(total.path("opens").asLong()).isEqualTo(PEOPLE + 1);
        assertThat(total.path("people").asLong()).isEqualTo(PEOPLE);
        assertThat(total.path("uses").asLong()).isEqualTo(5);
        assertThat(total.path("clicks").asLong()).isEqualTo(2);
        assertThat(total.path("posts").asLong()).isEqualTo(POSTS);
        assertThat(total.path("views").asLong()).isEqualTo(POSTS);
        assertThat(total.path("robots").asLong()).isEqualTo(3); // an opening, and a use with its opening
        assertThat(total.path("spend").path("micros").asLong()).isEqualTo(spend);
    }

    /** A booked effect that is rejected leaves the tray, and what was not delivered goes back. */
    private void withdrawn(Partner brand, Partner moderator, String business, String effect) {
        var second = made(brand, business, "Second");
        decide(moderator, second, true);
        var before = balance(brand, business);
        var flight = brand.post(flights(business), order("AT", today(), 3, second, null))
                .path("id")
                .asString();
        assertThat(balance(brand, business).reserved()).isEqualTo(60_000_000);
        people.grant(people.byHandle("effect.judge").orElseThrow().id(), Role.MODERATOR);
        report(moderator, second);
        assertThat(brand.get(flights(business) + "/" + flight).path("state").asString())
                .isEqualTo("withdrawn");
        assertThat(balance(brand, business)).isEqualTo(before);
        assertThat(brand.get(effects(business) + "/" + second).path("reason").asString())
                .isEqualTo("misleading");
    }

    /** Somebody's report, upheld. */
    private void report(Partner moderator, String effect) {
        moderator.post(
                "/api/v1/reports",
                Map.of("subject", Map.of("kind", "effect", "id", effect), "reason", "misleading", "note", ""));
        decideAs(moderator, "reports", effect, Map.of("approved", false, "reason", "misleading"));
    }

    private void explains(Partner stranger, String flight) {
        stranger.join("finn.fx", "1985-01-01", "DE");
        people.grant(people.byHandle("finn.fx").orElseThrow().id(), Role.FINANCE);
        var finance = stranger.signIn("finn.fx");
        var page = finance.text("/finance/effects/" + flight);
        assertThat(page).contains("€40.00", "€120.00", "Nordlicht");
        var posting = page.replaceFirst("(?s).*?href=\"(/finance/transfers/[0-9a-f-]{36})\".*", "$1");
        assertThat(finance.text(posting)).contains("Effect: a day first in the tray of DE");
    }

    /** The first of the tray, if somebody pays for it. */
    private static @Nullable JsonNode sponsored(Partner person) {
        var first = person.get("/api/v1/effects").path("items").get(0);
        return first.path("sponsor").isNull() || first.path("sponsor").isMissingNode() ? null : first;
    }

    private static void report(Partner person, JsonNode effect, String type, int times) {
        var events = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < times; i++) {
            events.add(Map.of(
                    "id",
                    UUID.randomUUID(),
                    "exposure",
                    effect.path("exposure").asString(),
                    "type",
                    type,
                    "watchedMillis",
                    0));
        }
        person.post("/api/v1/attention", Map.of("events", events));
    }

    private static String publish(Partner creator, String effect) throws IOException {
        var asset = creator.upload(new ClassPathResource("demo/clips/koi-pond.mp4").getContentAsByteArray());
        Until.holds(() -> !Set.of("uploading", "processing")
                .contains(creator.get("/api/v1/assets/" + asset).path("state").asString()));
        return creator.post("/api/v1/videos", Map.of("asset", asset, "caption", "with it", "effect", effect))
                .path("id")
                .asString();
    }

    private static long charged(Partner brand, String flight) {
        return brand.get(flight).path("charged").path("micros").asLong();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
