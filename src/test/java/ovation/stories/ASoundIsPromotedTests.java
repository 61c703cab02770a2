package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.stories.BrandStage.balance;
import static ovation.stories.BrandStage.business;
import static ovation.stories.BrandStage.event;
import static ovation.stories.BrandStage.problem;
import static ovation.stories.BrandStage.publish;
import static ovation.stories.BrandStage.topUp;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import ovation.attention.AttentionBook;
import ovation.base.MovableClock;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Money;
import ovation.support.OvationTest;
import ovation.support.Until;
import tools.jackson.databind.JsonNode;

/**
 * A paid sound through the public REST by partners who send every request twice: reviewed, booked, placed on Discover and
 * in the picker, opened, used, boosted with its user's consent, charged, and what was not used back.
 */
@OvationTest
@TestPropertySource(
        properties = {
            "ovation.story=a-sound-is-promoted", // a database of its own
            "ovation.ads.promo.seat-share=1",
            "ovation.ads.promo.counting-interval=200ms"
        })
class ASoundIsPromotedTests {

    private static final int VIEWERS = 8;
    private static final int BOOKINGS = 100;
    private static final long DISCOVER = 100_000_000; // a share of Germany's day
    private static final long PICKER = 50_000_000;
    private static final long BOOSTS = 5_000_000;
    private static final long BOOST = 6_000;

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

    @Test
    void from_the_booking_to_what_comes_back() throws Exception {
        clock.moveTo(today().plusDays(1).atTime(9, 0).toInstant(ZoneOffset.UTC));
        var stranger = Partner.stranger(port, true);
        var label = stranger.join("dusk.records", "1980-05-05", "DE");
        var song = publish(label, "koi-pond.mp4", "Our new song", null, false);
        var sound = label.get("/api/v1/videos/" + song)
                .path("video")
                .path("sound")
                .path("id")
                .asString();
        var shop = business(label, "ADVERTISER", "Dusk Shop");
        assertThat(label.refused("/api/v1/businesses/" + shop + "/sound-promotions", form(sound)))
                .isEqualTo("label_needed");
        var business = business(label, "LABEL", "Dusk Records");
        var desk = "/api/v1/businesses/" + business + "/sound-promotions";
        label.post(desk, form(sound));
        var promotion = label.get(desk).path("items").get(0).path("id").asString();
        var here = desk + "/" + promotion;
        var first = today().plusDays(1);
        assertThat(label.refused(here + "/booking", order(first, first, false))).isEqualTo("promotion_not_approved");
        decide(stranger, promotion);
        topUp(label, business, "1000.00");
        var frozen = 2 * (DISCOVER + PICKER) + BOOSTS;
        label.post(here + "/booking", order(first, first.plusDays(1), false));
        assertThat(balance(label, business)).isEqualTo(new BrandStage.Balance(1_000_000_000 - frozen, frozen, 0));
        var other = stranger.join("other.label", "1980-05-05", "DE");
        assertThat(other.refused(here + "/booking", order(first, first, false))).isEqualTo("not_found");

        clock.moveTo(first.atTime(10, 0).toInstant(ZoneOffset.UTC));
        var dancer = stranger.join("dancer", "1991-01-01", "DE");
        var reached = placed(stranger, "pick");
        assertThat(reached.path("paid").path("sponsor").asString()).isEqualTo("Dusk Records");
        assertThat(dancer.text("/sounds/" + sound)).contains("Paid sound", "Dusk Records");
        assertThat(stranger.get("/api/v1/sounds/" + sound + "/promotions").path("items"))
                .hasSize(1);

        var post = publish(dancer, "aurora.mp4", "Dancing to it", sound, false);
        for (var i = 0; i < 6; i++) {
            publish(
                    stranger.join("elsewhere" + i, "1991-01-01", "DE"),
                    "dusk-ridges.mp4",
                    "Something else " + i,
                    null,
                    false);
        }
        Until.holds(() -> label.get(here + "/posts").path("items").size() == 1);
        assertThat(problem(() -> label.put(here + "/posts/" + post, Map.of("state", "boosted"))))
                .contains("boost_without_consent");
        dancer.put("/api/v1/sound-promotions/" + promotion + "/participation", Map.of("mayBoost", true));
        label.put(here + "/posts/" + post, Map.of("state", "boosted"));
        var seen = watch(stranger, post);
        assertThat(seen).isPositive();
        Until.holds(book::caughtUp);
        var total = label.get(here + "/report").path("total");
        assertThat(total.path("boosts").asLong()).isEqualTo(seen);
        assertThat(total.path("boostSpend").path("micros").asLong()).isEqualTo(seen * BOOST);
        assertThat(total.path("posts").asLong()).isEqualTo(1);
        assertThat(total.path("soundPages").asLong()).isEqualTo(2); // the nervous open everything twice
        assertThat(total.path("shown").asLong()).isEqualTo(2);
        Until.holds(() -> label.get(here + "/report").path("total").path("paid").asLong() == seen);
        var library = new Library(port, "Dusk");
        var told = library.shows(promotion, 2 + seen);
        assertThat(told.path("kind").asString()).isEqualTo("sound");
        assertThat(told.path("paidBy").asString()).isEqualTo("Dusk Records");
        assertThat(told.path("landingUrl").asString()).isEqualTo("/sounds/" + sound);
        assertThat(told.path("running").asBoolean()).isTrue();
        assertThat(told.path("boosted").path(0).path("video").asString()).isEqualTo(post);
        assertThat(told.path("boosted").path(0).path("views").asLong()).isEqualTo(seen);

        clock.moveTo(first.plusDays(2).atTime(3, 0).toInstant(ZoneOffset.UTC));
        Until.holds(() -> label.get(here).path("state").asString().equals("settled"));
        // Of the second day nothing was seen: it cost nothing.
        var used = DISCOVER + PICKER + seen * BOOST;
        assertThat(balance(label, business)).isEqualTo(new BrandStage.Balance(1_000_000_000 - used, 0, used));
        assertThat(label.get(here + "/report").path("undelivered")).hasSize(2);
        receiptsAddUp(label, business, used, seen);
        new ReceiptAudit(port, label, business).isHiddenFrom(other, null);
        var shops = "/api/v1/businesses/" + shop + "/charges";
        var mine = new ReceiptAudit(port, label, business).charges().getFirst();
        assertThat(problem(() -> label.get(shops + "/" + mine.path("id").asString() + "/receipt")))
                .as("one's own of another business")
                .contains("answered 404");
        InvoiceAudit.monthIsOver(
                clock,
                stranger,
                "dusk.records",
                business,
                used,
                "sound_days · Out now: Koi",
                "sound_posts · Out now: Koi");
        assertThat(checker.check().breaks()).isEmpty();
    }

    @Test
    void a_day_is_never_sold_twice_by_a_hundred_at_once() throws Exception {
        var stranger = Partner.stranger(port, false);
        var label = stranger.join("crowd.records", "1980-05-05", "DE");
        var song = publish(label, "koi-pond.mp4", "Crowd song", null, false);
        var sound = label.get("/api/v1/videos/" + song)
                .path("video")
                .path("sound")
                .path("id")
                .asString();
        var business = business(label, "LABEL", "Crowd Records");
        topUp(label, business, "50000.00");
        var desk = "/api/v1/businesses/" + business + "/sound-promotions";
        var ids = new ArrayList<String>();
        for (var i = 0; i < BOOKINGS; i++) {
            ids.add(label.post(desk, form(sound)).path("id").asString());
        }
        ids.forEach(id -> decide(stranger, id));
        var day = today().plusDays(20);

        List<String> answers;
        try (var pool = Executors.newFixedThreadPool(BOOKINGS)) {
            var asked = IntStream.range(0, BOOKINGS)
                    .mapToObj(i -> pool.submit(() -> {
                        // Every tenth wants the whole day, the others one share of four.
                        var order = order(day, day, i % 10 == 0);
                        try {
                            label.post(desk + "/" + ids.get(i) + "/booking", order);
                            return i % 10 == 0 ? "exclusive" : "share";
                        } catch (AssertionError refused) {
                            var said = String.valueOf(refused.getMessage());
                            return said.contains("place_sold_out") ? "sold out" : said;
                        }
                    }))
                    .toList();
            answers = new ArrayList<>();
            for (var answer : asked) {
                answers.add(answer.get());
            }
        }

        assertThat(Set.copyOf(answers)).isSubsetOf("exclusive", "share", "sold out");
        var whole = answers.stream().filter("exclusive"::equals).count();
        var shares = answers.stream().filter("share"::equals).count();
        assertThat(whole * 4 + shares).as("lanes sold of four").isEqualTo(4);
        assertThat(balance(label, business).reserved()).isEqualTo(4 * (DISCOVER + PICKER) + (whole + shares) * BOOSTS);
        assertThat(checker.check().breaks()).isEmpty();
    }

    /** Somebody whose lane of the day it is sees it on Discover and in the picker, and reports both. */
    private JsonNode placed(Partner stranger, String name) {
        for (var i = 0; i < 60; i++) {
            var person = stranger.join(name + i, "1991-01-01", "DE");
            var discover = person.get("/api/v1/discover").path("placed");
            var pick = person.get("/api/v1/sounds").path("items").get(0);
            if (!discover.isEmpty() && !pick.path("paid").isNull()) {
                assertThat(discover.get(0).path("kind").asString()).isEqualTo("sound");
                assertThat(person.text("/discover")).contains("Paid sound · Dusk Records");
                report(person, discover.get(0).path("exposure").asString());
                report(person, pick.path("paid").path("exposure").asString());
                return pick;
            }
        }
        throw new AssertionError("Nobody's lane of four among sixty people");
    }

    /** @return by how many the boost was seen */
    private long watch(Partner stranger, String post) {
        var seen = 0;
        for (var i = 0; i < VIEWERS; i++) {
            var viewer = stranger.join("listener" + i, (1965 + i) + "-06-15", "DE");
            var items = viewer.get("/api/v1/feed?limit=10").path("items");
            clock.advance(Duration.ofSeconds(20));
            for (var item : items) {
                if (item.path("kind").asString().equals("ad")) {
                    assertThat(item.path("video").path("id").asString()).isEqualTo(post);
                    assertThat(item.path("ad").path("label").asString()).contains("Paid sound");
                    var exposure = item.path("exposure").asString();
                    viewer.post(
                            "/api/v1/attention",
                            Map.of("events", List.of(event(exposure, "SHOWN", 0), event(exposure, "WATCHED", 6_500))));
                    seen++;
                }
            }
        }
        return seen;
    }

    /** A share of each place's day, and each boost. */
    private void receiptsAddUp(Partner label, String business, long used, long seen) {
        var receipts = new ReceiptAudit(port, label, business).receipts();
        assertThat(receipts).hasSize(2 + (int) seen);
        assertThat(ReceiptAudit.sum(receipts)).isEqualTo(used);
        assertThat(receipts.subList(0, 2).stream()
                        .map(day -> day.path("reservation").path("place").asString() + " "
                                + day.path("reservation").path("lanes").asLong() + " × "
                                + day.path("reservation").path("dayMicros").asLong()))
                .containsExactlyInAnyOrder("sound_discover 1 × " + DISCOVER, "sound_picker 1 × " + PICKER);
        assertThat(receipts.subList(2, receipts.size()))
                .allSatisfy(
                        boost -> assertThat(boost.path("formula").asString()).isEqualTo("fixed-cpm-1"));
    }

    private static Map<String, Object> form(String sound) {
        return Map.of("sound", sound, "headline", "Out now: Koi", "line", "The song of the pond");
    }

    private static Map<String, Object> order(LocalDate first, LocalDate last, boolean exclusive) {
        return new HashMap<>(Map.of(
                "places", List.of("sound_discover", "sound_picker"),
                "exclusive", exclusive,
                "markets", List.of("DE"),
                "firstDay", first.toString(),
                "lastDay", last.toString(),
                "boosts", new Money(BOOSTS, "EUR")));
    }

    private static void report(Partner person, String exposure) {
        person.post("/api/v1/attention", Map.of("events", List.of(event(exposure, "SHOWN", 0))));
    }

    private void decide(Partner stranger, String subject) {
        if (people.byHandle("sound.judge").isEmpty()) {
            stranger.join("sound.judge", "1985-01-01", "DE");
        }
        people.grant(people.byHandle("sound.judge").orElseThrow().id(), Role.MODERATOR);
        var moderator = judge == null ? stranger.signIn("sound.judge") : judge;
        judge = moderator;
        BrandStage.decide(moderator, subject, true);
    }

    private @Nullable Partner judge;

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
