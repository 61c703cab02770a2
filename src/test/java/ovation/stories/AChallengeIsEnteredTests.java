package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.stories.BrandStage.balance;
import static ovation.stories.BrandStage.business;
import static ovation.stories.BrandStage.event;
import static ovation.stories.BrandStage.problem;
import static ovation.stories.BrandStage.publish;
import static ovation.stories.BrandStage.topUp;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import ovation.attention.AttentionBook;
import ovation.base.MovableClock;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Money;
import ovation.support.OvationTest;
import ovation.support.Until;

/**
 * A challenge through the public REST by partners who send every request twice: written, reviewed, booked, frozen, on
 * Discover, entered, sorted, boosted, watched, won, matured; every cent is somebody's at the end.
 */
@OvationTest
@TestPropertySource(
        properties = {
            "ovation.story=a-challenge-is-entered", // a database of its own
            "ovation.ads.promo.seat-share=1",
            "ovation.ads.promo.counting-interval=200ms",
            "ovation.ads.promo.maturing-interval=1s"
        })
class AChallengeIsEnteredTests {

    private static final int VIEWERS = 12;
    private static final long DAY = 500_000_000; // a day of Germany's banner
    private static final long PRIZE = 100_000_001; // does not divide evenly
    private static final long BOOSTS = 30_000_000;
    private static final long BOOST = 6_000; // an impression of a boosted post

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @Autowired
    People people;

    @Autowired
    AttentionBook book;

    @Autowired
    Ledger ledger;

    @Autowired
    LedgerChecker checker;

    private final Map<String, Integer> watched = new HashMap<>();
    private final Set<String> boostSeen = new HashSet<>();
    private @Nullable String rivalsBusiness;

    @Test
    void from_the_brief_to_the_prize() throws Exception {
        clock.moveTo(today().plusDays(1).atTime(9, 0).toInstant(ZoneOffset.UTC));
        var stranger = Partner.stranger(port, true);
        var brand = stranger.join("nordlicht.snow", "1980-05-05", "DE");
        var business = business(brand, "ADVERTISER", "Nordlicht");
        var desk = "/api/v1/businesses/" + business + "/challenges";
        var song = publish(stranger.join("singer", "1990-02-03", "DE"), "koi-pond.mp4", "A song", null, false);
        var sound = brand.get("/api/v1/videos/" + song)
                .path("video")
                .path("sound")
                .path("id")
                .asString();
        var banner = publish(brand, "paint-mixing.mp4", "Banner", null, true);

        var form = form("#FirstSnow", sound, banner);
        assertThat(brand.refused(desk, form("no spaces", sound, banner))).isEqualTo("invalid_input");
        var challenge = written(stranger, brand, business, form);
        var here = desk + "/" + challenge;
        var first = today().plusDays(1);
        var order = order(first, first.plusDays(1), first.plusDays(2), null);
        assertThat(brand.refused(here + "/booking", order)).isEqualTo("promotion_not_approved");
        decide(stranger, challenge);
        assertThat(brand.refused(here + "/booking", order)).isEqualTo("promotion_balance_too_low");
        topUp(brand, business, "2000.00");
        var frozen = 2 * DAY + PRIZE + BOOSTS;
        var quote = brand.post(desk + "/quote", order);
        assertThat(quote.path("total").path("micros").asLong()).isEqualTo(frozen);
        assertThat(brand.refused(
                        here + "/booking", order(first, first.plusDays(1), first.plusDays(2), new Money(1, "EUR"))))
                .isEqualTo("promotion_price_moved");
        brand.post(here + "/booking", order(first, first.plusDays(1), first.plusDays(2), new Money(frozen, "EUR")));
        assertThat(balance(brand, business)).isEqualTo(new BrandStage.Balance(2_000_000_000 - frozen, frozen, 0));
        assertThat(brand.refused(here + "/booking", order)).isEqualTo("promotion_booked");
        var rival = rivals(stranger, sound, first);
        assertThat(rival.refused(here + "/booking", order)).isEqualTo("not_found");

        var library = new Library(port, "Nordlicht");
        var announced = library.shows(challenge, 0);
        assertThat(announced.path("kind").asString()).isEqualTo("challenge");
        assertThat(announced.path("paidBy").asString()).isEqualTo("Nordlicht");
        assertThat(announced.path("running").asBoolean()).isFalse();
        assertThat(Library.texts(announced.path("regions"))).containsExactly("DE");
        assertThat(announced.path("boosted")).isEmpty();

        clock.moveTo(first.atTime(10, 0).toInstant(ZoneOffset.UTC));
        var looker = stranger.join("looker", "1991-01-01", "DE");
        Until.holds(() -> looker.get("/api/v1/discover").path("placed").size() == 1);
        var placed = looker.get("/api/v1/discover?q=snow").path("placed").get(0);
        assertThat(placed.path("sponsor").asString()).isEqualTo("Nordlicht");
        assertThat(placed.path("url").asString()).isEqualTo("/tags/firstsnow");
        report(looker, placed.path("exposure").asString(), "SHOWN", 0);
        report(looker, placed.path("exposure").asString(), "CLICKED", 0);
        assertThat(looker.text("/tags/firstsnow"))
                .contains("Sponsored by", "Nordlicht", "Show us your first snow", "18");
        assertThat(looker.text("/discover")).contains("Dance in the first snow");
        assertThat(library.shows(challenge, 1).path("running").asBoolean()).isTrue();
        brand.put("/api/v1/businesses/" + business + "/ad-stop", Map.of("reason", "A mistake in the brief"));
        Until.holds(() -> looker.get("/api/v1/discover").path("placed").isEmpty());
        assertThat(library.entry(challenge).path("running").asBoolean()).isFalse();
        brand.delete("/api/v1/businesses/" + business + "/ad-stop");
        Until.holds(() -> looker.get("/api/v1/discover").path("placed").size() == 1);

        var anna = stranger.join("anna", "1991-01-01", "DE");
        var ben = stranger.join("ben", "1991-01-01", "DE");
        var cleo = stranger.join("cleo", "1991-01-01", "DE");
        var minor = stranger.join("minor", "2011-06-15", "DE");
        var abroad = stranger.join("abroad", "1991-01-01", "FR");
        join(anna, challenge, true);
        join(ben, challenge, true);
        join(cleo, challenge, false);
        var participation = "/api/v1/challenges/" + challenge + "/participation";
        assertThat(refusedPut(minor, participation)).contains("challenge_adults_only");
        assertThat(refusedPut(abroad, participation)).contains("challenge_other_region");
        assertThat(refusedPut(brand, participation)).contains("challenge_own");
        var annas = publish(anna, "aurora.mp4", "Snow at last #firstsnow", sound, false);
        var bens = publish(ben, "dusk-ridges.mp4", "#FIRSTSNOW in the hills", sound, false);
        var cleos = publish(cleo, "koi-pond.mp4", "No snow but koi #firstsnow", sound, false);
        publish(minor, "aurora.mp4", "Me too #firstsnow", sound, false);
        publish(abroad, "dusk-ridges.mp4", "La neige #firstsnow", sound, false);
        publish(
                stranger.join("silent", "1991-01-01", "DE"),
                "koi-pond.mp4",
                "Without the song #firstsnow",
                null,
                false);
        for (var i = 0; i < 6; i++) {
            // So that what has the same sound need not follow itself.
            publish(stranger.join("other" + i, "1991-01-01", "DE"), "aurora.mp4", "Something else " + i, null, false);
        }
        Until.holds(() -> brand.get(here + "/entries").path("items").size() == 3);

        sorted(brand, here, cleos, "marked");
        assertThat(problem(() -> sorted(brand, here, cleos, "boosted"))).contains("boost_without_consent");
        assertThat(problem(() -> sorted(rival, here, cleos, "removed"))).contains("not_found");
        sorted(brand, here, annas, "boosted");
        assertThat(brand.get(here + "/entries?state=marked").path("items")).hasSize(1);
        var boost = library.entry(challenge).path("boosted");
        assertThat(boost).hasSize(1);
        assertThat(boost.path(0).path("video").asString()).isEqualTo(annas);
        assertThat(boost.path(0).path("running").asBoolean()).isTrue();
        watch(stranger, List.of(annas, bens, cleos));
        assertThat(boostSeen).as("the boost was served").isNotEmpty();
        Until.holds(book::caughtUp);
        var spent = boostSeen.size() * BOOST;
        var total = brand.get(here + "/report").path("report").path("total");
        assertThat(total.path("boostSpend").path("micros").asLong()).isEqualTo(spent);
        assertThat(total.path("clicks").asLong()).isEqualTo(1);
        assertThat(total.path("posts").asLong()).isEqualTo(3);
        assertThat(total.path("creators").asLong()).isEqualTo(3);
        Until.holds(() -> brand.get(here + "/report")
                        .path("report")
                        .path("total")
                        .path("qualified")
                        .asLong()
                == watched.values().stream().mapToInt(Integer::intValue).sum());
        Until.holds(() -> brand.get(here + "/report")
                        .path("report")
                        .path("total")
                        .path("paid")
                        .asLong()
                == boostSeen.size());

        join(anna, challenge, false); // taken back: no more boosts
        assertThat(brand.get(here + "/entries?state=boosted").path("items")).isEmpty();
        sorted(brand, here, cleos, "removed");
        var was = library.shows(challenge, 1 + boostSeen.size()).path("boosted");
        assertThat(was).hasSize(1);
        assertThat(was.path(0).path("running").asBoolean()).isFalse();
        assertThat(was.path(0).path("views").asLong()).isEqualTo(boostSeen.size());

        clock.moveTo(first.plusDays(3).atTime(3, 0).toInstant(ZoneOffset.UTC));
        Until.holds(() -> brand.get(here).path("state").asString().equals("settled"));
        var prizes = brand.get(here + "/report").path("prizes");
        // Three places by 50, 30 and 20; the third has nobody, since one entry was removed.
        var leaders = leaders(List.of(Map.entry(annas, "anna"), Map.entry(bens, "ben")));
        assertThat(prizes).hasSize(leaders.size());
        var parts = new Money(PRIZE, "EUR").allocate(50, 30, 20);
        assertThat(java.util.Arrays.stream(parts).mapToLong(Money::micros).sum())
                .isEqualTo(PRIZE);
        var paid = 0L;
        for (var i = 0; i < leaders.size(); i++) {
            assertThat(prizes.get(i).path("handle").asString()).isEqualTo(leaders.get(i));
            assertThat(prizes.get(i).path("prize").path("micros").asLong()).isEqualTo(parts[i].micros());
            assertThat(earned(AccountKind.CREATOR_ESTIMATED, leaders.get(i))).isGreaterThanOrEqualTo(parts[i].micros());
            paid += parts[i].micros();
        }
        // The second day's banner was seen by nobody: it costs nothing.
        var used = DAY + spent + paid;
        assertThat(balance(brand, business).prepaid()).isEqualTo(2_000_000_000 - used);
        assertThat(balance(brand, business).reserved()).isZero();
        assertThat(balance(brand, business).spent()).isEqualTo(used);
        receiptsAddUp(brand, business, challenge, used - paid);
        new ReceiptAudit(port, brand, business).isHiddenFrom(rival, rivalsBusiness);
        var undelivered = brand.get(here + "/report").path("report").path("undelivered");
        assertThat(undelivered).hasSize(1);
        assertThat(checker.check().breaks()).isEmpty();

        clock.advance(Duration.ofDays(7).plusHours(1));
        var winner = leaders.getFirst();
        Until.holds(() -> stranger.signIn(winner)
                .get("/api/v1/challenges/mine/entries")
                .path("items")
                .get(0)
                .path("prizeState")
                .asString()
                .equals("available"));
        assertThat(earned(AccountKind.CREATOR_AVAILABLE, winner)).isGreaterThanOrEqualTo(parts[0].micros());
        assertThat(checker.check().breaks()).isEmpty();
        explains(stranger, challenge);
        aRobotIsFoundLater(stranger, brand(stranger), business, first);
        InvoiceAudit.monthIsOver(
                clock,
                stranger,
                "nordlicht.snow",
                business,
                used - paid,
                "challenge_days · Dance in the first snow",
                "challenge_posts · Dance in the first snow");
        assertThat(brand(stranger)
                        .get("/api/v1/businesses/" + business + "/documents?kind=credit_note")
                        .path("items")
                        .get(0)
                        .path("gross")
                        .path("micros")
                        .asLong())
                .isEqualTo(BOOST);
        assertThat(checker.check().breaks()).isEmpty();
    }

    private static Partner brand(Partner stranger) {
        return stranger.signIn("nordlicht.snow");
    }

    /** One of those who saw the boost: what it cost comes back, once. */
    private void aRobotIsFoundLater(Partner stranger, Partner brand, String business, LocalDate day) {
        stranger.join("finn.snow", "1980-01-01", "DE");
        people.grant(people.byHandle("finn.snow").orElseThrow().id(), Role.FINANCE);
        var finance = stranger.signIn("finn.snow");
        var robot = "viewer.snow"
                + boostSeen
                        .iterator()
                        .next()
                        .substring(UUID.randomUUID().toString().length());
        var finding = Map.of(
                "shownTo", people.byHandle(robot).orElseThrow().id().toString(),
                "from", day.atStartOfDay().toInstant(ZoneOffset.UTC).toString(),
                "to", day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).toString(),
                "reason", "a farm of phones");
        var before = balance(brand, business).prepaid();
        finance.post("/api/v1/finance/ads/invalid-traffic", finding);
        finance.post("/api/v1/finance/ads/invalid-traffic", finding);
        Until.holds(() -> balance(brand, business).prepaid() == before + BOOST);
        assertThat(brand.get("/api/v1/businesses/" + business + "/credits").path("items"))
                .hasSize(1);
    }

    /** The banner's one day and each boost, and with them all that the ledger took from the business without the prizes. */
    private void receiptsAddUp(Partner brand, String business, String challenge, long charged) {
        var receipts = new ReceiptAudit(port, brand, business).receipts();
        assertThat(receipts).hasSize(1 + boostSeen.size());
        assertThat(ReceiptAudit.sum(receipts)).isEqualTo(charged);
        for (var receipt : receipts) {
            assertThat(receipt.path("booking").asString()).isEqualTo(challenge);
            assertThat(receipt.path("paidBy").path("cashMicros").asLong())
                    .isEqualTo(receipt.path("priceMicros").asLong());
        }
        var day = receipts.getFirst(); // charged when it was over
        assertThat(day.path("formula").asString()).isEqualTo("fixed-day-1");
        assertThat(day.path("event").asString()).isEqualTo("day");
        assertThat(day.path("reservation").path("place").asString()).isEqualTo("banner");
        assertThat(day.path("reservation").path("market").asString()).isEqualTo("DE");
        assertThat(day.path("reservation").path("lanes").asLong()).isEqualTo(1);
        assertThat(day.path("reservation").path("dayMicros").asLong()).isEqualTo(DAY);
        for (var boost : receipts.subList(1, receipts.size())) {
            assertThat(boost.path("formula").asString()).isEqualTo("fixed-cpm-1");
            assertThat(boost.path("reservation").path("cpmMicros").asLong()).isEqualTo(1_000 * BOOST);
            assertThat(boost.path("token").path("sha256").asString()).hasSize(64);
        }
        var pages = "/desk/ads/" + business + "/charges";
        assertThat(brand.text(pages)).contains("€500.00", "€0.006", "Boosted post", "Place");
        assertThat(brand.text(pages + "/" + day.path("charge").asString()))
                .contains("Receipt for a day", "Banner", "fixed-day-1", "€500.00");
        assertThat(brand.text(pages + "/" + receipts.getLast().path("charge").asString()))
                .contains("Receipt for an impression", "fixed-cpm-1", "€6.00");
    }

    /** First with effects: the house's and its own are always there for a brand, another's come and go with that one's flights. */
    private static String written(Partner stranger, Partner brand, String business, Map<String, Object> form) {
        var desk = "/api/v1/businesses/" + business + "/challenges";
        var other = stranger.join("effectful", "1980-05-05", "DE");
        var foreign = EffectStage.made(other, business(other, "ADVERTISER", "Effectful"), "Elsewhere");
        for (var effect : List.of(foreign, UUID.randomUUID().toString())) {
            assertThat(problem(() -> brand.post(desk, with(form, effect)))).contains("unknown_effect");
        }
        brand.post(desk, with(form, EffectStage.made(brand, business, "Snowfall")));
        var challenge = brand.get(desk).path("items").get(0).path("id").asString();
        brand.put(desk + "/" + challenge, with(form, "019a0000-0000-7000-8000-00000000ef04"));
        brand.put(desk + "/" + challenge, form);
        return challenge;
    }

    private static Map<String, Object> with(Map<String, Object> form, String effect) {
        var with = new HashMap<>(form);
        with.put("effect", effect);
        return with;
    }

    /** Another brand wants the same day, or the same hashtag on other days and another market. */
    private Partner rivals(Partner stranger, String sound, LocalDate day) throws IOException {
        var rival = stranger.join("rival", "1980-05-05", "DE");
        var business = business(rival, "ADVERTISER", "Rival");
        rivalsBusiness = business;
        topUp(rival, business, "5000.00");
        var banner = publish(rival, "paint-mixing.mp4", "Banner", null, true);
        var desk = "/api/v1/businesses/" + business + "/challenges";
        rival.post(desk, form("snowfall", sound, banner));
        var other = rival.get(desk).path("items").get(0).path("id").asString();
        decide(stranger, other);
        assertThat(rival.refused(desk + "/" + other + "/booking", order(day.plusDays(1), day.plusDays(2), null, null)))
                .isEqualTo("place_sold_out");
        rival.post(desk, form("firstsnow", sound, banner));
        var same = StreamSupport.stream(rival.get(desk).path("items").spliterator(), false)
                .filter(each -> each.path("hashtag").asString().equals("firstsnow"))
                .findFirst()
                .orElseThrow();
        decide(stranger, same.path("id").asString());
        var inFrance = new HashMap<>(order(day.plusDays(2), day.plusDays(2), null, null));
        inFrance.put("markets", List.of("FR"));
        assertThat(rival.refused(desk + "/" + same.path("id").asString() + "/booking", inFrance))
                .isEqualTo("hashtag_taken");
        // Booked for later and called off: everything goes back.
        rival.post(desk + "/" + other + "/booking", order(day.plusDays(30), day.plusDays(31), null, null));
        rival.delete(desk + "/" + other + "/booking");
        assertThat(balance(rival, business)).isEqualTo(new BrandStage.Balance(5_000_000_000L, 0, 0));
        return rival;
    }

    /** Everybody watches what is in their feed, every report twice; what counts is what was unpaid and for the first time. */
    private void watch(Partner stranger, List<String> entries) {
        for (var i = 0; i < VIEWERS; i++) {
            var viewer = stranger.join("viewer.snow" + i, (1965 + i) + "-06-15", "DE");
            var seen = new HashSet<String>();
            var items = viewer.get("/api/v1/feed?limit=10").path("items");
            clock.advance(Duration.ofSeconds(20));
            var events = new ArrayList<Map<String, Object>>();
            for (var item : items) {
                var video = item.path("video").path("id").asString();
                if (!entries.contains(video)) {
                    continue;
                }
                events.add(event(item.path("exposure").asString(), "SHOWN", 0));
                events.add(event(item.path("exposure").asString(), "WATCHED", 6_500));
                if (item.path("kind").asString().equals("ad")) {
                    assertThat(item.path("ad").path("label").asString()).isEqualTo("Nordlicht");
                    boostSeen.add(video + i);
                } else if (i % 4 != 0 || !entries.get(1).equals(video)) {
                    if (seen.add(video)) {
                        watched.merge(video, 1, Integer::sum);
                    }
                } else {
                    events.removeLast(); // not everybody watches everything
                }
            }
            if (!events.isEmpty()) {
                viewer.post("/api/v1/attention", Map.of("events", events));
            }
        }
    }

    /** The handles by qualified views; of equals, who came first. */
    private List<String> leaders(List<Map.Entry<String, String>> handles) {
        return handles.stream()
                .filter(each -> watched.getOrDefault(each.getKey(), 0) > 0)
                .sorted((one, other) ->
                        watched.getOrDefault(other.getKey(), 0).compareTo(watched.getOrDefault(one.getKey(), 0)))
                .map(Map.Entry::getValue)
                .toList();
    }

    private void explains(Partner stranger, String challenge) {
        stranger.join("finn.challenge", "1985-01-01", "DE");
        people.grant(people.byHandle("finn.challenge").orElseThrow().id(), Role.FINANCE);
        var page = stranger.signIn("finn.challenge").text("/finance/promotions/" + challenge);
        assertThat(page).contains("€500", "Nordlicht");
    }

    private long earned(AccountKind kind, String handle) {
        var id = people.byHandle(handle).orElseThrow().id();
        return ledger.balance(new Account(kind, id, "EUR")).posted().micros();
    }

    private static Map<String, Object> form(String hashtag, String sound, String banner) {
        return Map.of(
                "hashtag",
                hashtag,
                "headline",
                "Dance in the first snow",
                "brief",
                "Show us your first snow.\nWhatever it is where you live.",
                "adultsOnly",
                true,
                "regions",
                List.of("DE"),
                "sound",
                sound,
                "video",
                banner);
    }

    private static Map<String, Object> order(
            LocalDate first, LocalDate last, @Nullable LocalDate until, @Nullable Money atMost) {
        var order = new HashMap<String, Object>(Map.of(
                "markets", List.of("DE"),
                "firstDay", first.toString(),
                "lastDay", last.toString(),
                "prize", new Money(PRIZE, "EUR"),
                "prizeShares", List.of(50, 30, 20),
                "boosts", new Money(BOOSTS, "EUR")));
        if (until != null) {
            order.put("openUntil", until.toString());
        }
        if (atMost != null) {
            order.put("atMost", atMost);
        }
        return order;
    }

    private static void join(Partner person, String challenge, boolean mayBoost) {
        person.put("/api/v1/challenges/" + challenge + "/participation", Map.of("mayBoost", mayBoost));
    }

    private static void sorted(Partner brand, String here, String video, String state) {
        brand.put(here + "/entries/" + video, Map.of("state", state));
    }

    private static String refusedPut(Partner person, String path) {
        return problem(() -> person.put(path, Map.of("mayBoost", true)));
    }

    private static void report(Partner person, String exposure, String type, long watchedMillis) {
        person.post("/api/v1/attention", Map.of("events", List.of(event(exposure, type, watchedMillis))));
    }

    private void decide(Partner stranger, String subject) {
        if (people.byHandle("snow.judge").isEmpty()) {
            stranger.join("snow.judge", "1985-01-01", "DE");
        }
        people.grant(people.byHandle("snow.judge").orElseThrow().id(), Role.MODERATOR);
        var moderator = stranger.signIn("snow.judge");
        BrandStage.decide(moderator, subject, true);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
