package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    @Autowired
    JdbcClient jdbc;

    @Test
    void from_the_studio_to_the_report() throws Exception {
        clock.moveTo(today().plusDays(1).atTime(9, 0).toInstant(ZoneOffset.UTC));
        var stranger = Partner.stranger(port, true);
        var brand = stranger.join("nordlicht.fx", "1980-05-05", "DE");
        var business = business(brand, "Nordlicht");
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
        assertThat(balance(brand, business)).isEqualTo(new Balance(TOPPED_UP - 5 * DAY, 5 * DAY, 0));
        badInput(brand, business, effect, from);
        otherPeoplesIds(stranger, brand, business, effect, flight);
        assertThat(brand.get(effects(business) + "/" + effect).path("frozen").asBoolean())
                .isTrue();

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
        assertThat(brand.get(here).path("state").asString()).isEqualTo("running");

        clock.moveTo(from.plusDays(1).atTime(8, 0).toInstant(ZoneOffset.UTC));
        Until.holds(() -> charged(brand, here) == DAY);
        figures(brand, here, DAY);
        assertThat(balance(brand, business)).isEqualTo(new Balance(TOPPED_UP - 5 * DAY, 4 * DAY, DAY));
        brand.delete(here); // today is delivered, three days go back
        assertThat(brand.get(here).path("released").path("micros").asLong()).isEqualTo(3 * DAY);
        assertThat(balance(brand, business)).isEqualTo(new Balance(TOPPED_UP - 2 * DAY, DAY, DAY));
        Until.holds(() -> sponsored(early) != null);
        clock.moveTo(from.plusDays(2).atTime(8, 0).toInstant(ZoneOffset.UTC));
        Until.holds(() -> charged(brand, here) == 2 * DAY);
        Until.holds(() -> sponsored(early) == null);
        assertThat(balance(brand, business)).isEqualTo(new Balance(TOPPED_UP - 2 * DAY, 0, 2 * DAY));

        withdrawn(brand, moderator, business, effect);
        assertThat(checker.check().breaks()).isEmpty();
        explains(stranger, flight);
    }

    @Test
    void of_fifty_orders_at_once_one_gets_the_days() throws Exception {
        var stranger = Partner.stranger(port, false);
        var moderator = stranger.join("effect.judge2", "1985-01-01", "DE");
        people.grant(people.byHandle("effect.judge2").orElseThrow().id(), Role.MODERATOR);
        var brand = stranger.join("crowded.fx", "1980-05-05", "DE");
        var business = business(brand, "Crowded");
        topUp(brand, business, "5000.00");
        var effect = made(brand, business, "Crowd");
        decide(moderator, effect, true);
        var from = today().plusDays(40);
        var sold = new AtomicInteger();
        var orders = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 50; i++) {
            var order = order("GB", from.plusDays(i % 3), 3, effect, null);
            orders.add(() -> {
                try {
                    brand.post(flights(business), order);
                    return sold.incrementAndGet();
                } catch (AssertionError refused) {
                    assertThat(refused.getMessage()).contains("effect_days_sold");
                    return 0;
                }
            });
        }

        try (var pool = Executors.newFixedThreadPool(16)) {
            for (var done : pool.invokeAll(orders)) {
                done.get();
            }
        }

        // windows of three days that begin on three days running all touch: only one fits
        assertThat(sold.get()).isEqualTo(1);
        var days = brand.get(flights(business) + "/days?market=GB&from=" + from + "&days=5");
        var taken = StreamSupport.stream(days.path("items").spliterator(), false)
                .filter(day -> !day.path("free").asBoolean());
        assertThat(taken).hasSize(3);
        assertThat(balance(brand, business).reserved()).isEqualTo(3 * DAY);
        pastAllCode();
        assertThat(checker.check().breaks()).isEmpty();
    }

    /** The constraint holds also against whoever writes rows himself. */
    private void pastAllCode() {
        assertThatThrownBy(() -> jdbc.sql("""
                INSERT INTO ads_effect_slot (booking, market, days)
                SELECT gen_random_uuid(), market, daterange(upper(days) - 1, upper(days) + 9) FROM ads_effect_slot
                WHERE market = 'GB'
                """).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("ads_effect_slot_sold_once");
    }

    private void badInput(Partner brand, String business, String effect, LocalDate from) {
        assertThat(brand.refused(flights(business), order("DE", from.plusDays(4), 2, effect, null)))
                .isEqualTo("effect_days_sold");
        for (var wrong : List.of(
                order("XX", from.plusDays(20), 2, effect, null),
                order("DE", from.plusDays(20), 0, effect, null),
                order("DE", from.plusDays(20), 31, effect, null),
                order("DE", from.minusDays(9), 2, effect, null),
                order("DE", from.plusDays(900), 2, effect, null),
                order("DE", from.plusDays(20), 2, UUID.randomUUID().toString(), null),
                order("DE", from.plusDays(20), 2, effect, Money.of("900.00", "USD")),
                Map.<String, Object>of())) {
            assertThat(brand.refused(flights(business), wrong))
                    .as(wrong.toString())
                    .isEqualTo("invalid_input");
        }
        var badScript = Map.of("name", "Bad", "script", Map.of("layers", List.of(Map.of("type", "hologram"))));
        assertThat(brand.refused(effects(business), badScript)).isEqualTo("invalid_input");
        assertThat(brand.refused(effects(business) + "/pictures?kind=icon", Map.of("not", "a picture")))
                .isEqualTo("invalid_input");
    }

    private void otherPeoplesIds(Partner stranger, Partner brand, String business, String effect, String flight) {
        var other = stranger.join("other.fx", "1980-05-05", "DE");
        var theirs = business(other, "Other");
        topUp(other, theirs, "100.00");
        assertThat(other.refused(flights(business), order("DE", today().plusDays(30), 1, effect, null)))
                .isEqualTo("not_found");
        assertThat(other.refused(flights(theirs), order("DE", today().plusDays(30), 1, effect, null)))
                .isEqualTo("invalid_input");
        for (var path : List.of(
                effects(business),
                effects(theirs) + "/" + effect,
                flights(theirs) + "/" + flight,
                flights(theirs) + "/" + flight + "/report",
                "/api/v1/effects/" + effect)) {
            assertThat(missing(other, path)).as(path).isTrue();
        }
        assertThat(other.refused(effects(business), Map.of("name", "Mine"))).isEqualTo("not_found");
        assertThat(missing(brand, flights(business) + "/" + UUID.randomUUID())).isTrue();
    }

    private static boolean missing(Partner partner, String path) {
        try {
            partner.get(path);
            return false;
        } catch (AssertionError answered) {
            return String.valueOf(answered.getMessage()).contains("answered 404");
        }
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

    private static String made(Partner brand, String business, String name) {
        return brand.post(
                        effects(business),
                        Map.of(
                                "name",
                                name,
                                "script",
                                Map.of(
                                        "layers",
                                        List.of(
                                                Map.of("type", "lut", "preset", "cool", "strengthPercent", 70),
                                                Map.of("type", "text", "text", name, "anchor", "bottom", "y", 80)),
                                        "spot",
                                        Map.of(
                                                "x",
                                                20,
                                                "y",
                                                20,
                                                "width",
                                                180,
                                                "height",
                                                120,
                                                "text",
                                                "Warm coats",
                                                "callToAction",
                                                "Shop now",
                                                "landingUrl",
                                                "https://nordlicht.example/coats"))))
                .path("id")
                .asString();
    }

    private static void decide(Partner moderator, String effect, boolean approved) {
        decideAs(moderator, "ads", effect, Map.of("approved", approved));
    }

    private static void decideAs(Partner moderator, String queue, String effect, Map<String, Object> decision) {
        var cases = moderator
                .get("/api/v1/moderation/cases?limit=50&queue=" + queue)
                .path("items");
        StreamSupport.stream(cases.spliterator(), false)
                .filter(each -> each.path("subject").path("id").asString().equals(effect))
                .forEach(each -> moderator.post(
                        "/api/v1/moderation/cases/" + each.path("id").asString() + "/decision", decision));
    }

    private static String business(Partner brand, String name) {
        return brand.post(
                        "/api/v1/businesses",
                        Map.of(
                                "kind", "ADVERTISER",
                                "name", name,
                                "website", "https://nordlicht.example",
                                "currency", "EUR"))
                .path("id")
                .asString();
    }

    private static void topUp(Partner brand, String business, String amount) {
        brand.post(
                "/api/v1/businesses/" + business + "/topups",
                Map.of("amount", Money.of(amount, "EUR"), "method", "sandbox_approve"));
    }

    private record Balance(long prepaid, long reserved, long spent) {}

    private static Balance balance(Partner brand, String business) {
        var balance = brand.get("/api/v1/businesses/" + business + "/balance");
        return new Balance(
                balance.path("prepaid").path("micros").asLong(),
                balance.path("reserved").path("micros").asLong(),
                balance.path("spent").path("micros").asLong());
    }

    private static long charged(Partner brand, String flight) {
        return brand.get(flight).path("charged").path("micros").asLong();
    }

    private static Map<String, Object> order(
            String market, LocalDate from, int days, String effect, @Nullable Money atMost) {
        var order = new HashMap<String, Object>(
                Map.of("market", market, "from", from.toString(), "days", days, "effect", effect));
        if (atMost != null) {
            order.put("atMost", atMost);
        }
        return order;
    }

    private static String effects(String business) {
        return "/api/v1/businesses/" + business + "/effects";
    }

    private static String flights(String business) {
        return "/api/v1/businesses/" + business + "/effect-flights";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
