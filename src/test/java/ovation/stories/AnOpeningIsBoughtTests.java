package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
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
 * TopView through the public REST by partners who send every request twice: topped up, booked, frozen, first on everybody's
 * opening, charged by impression, and what was not used back after the day.
 */
@OvationTest
@TestPropertySource(properties = "ovation.story=an-opening-is-bought") // a database of its own
class AnOpeningIsBoughtTests {

    private static final int PEOPLE = 40;
    private static final long PER_IMPRESSION = 12_000; // EUR 12 a thousand in Germany
    private static final long BOOKED = 12_000_000; // a thousand openings, as long as nobody was counted

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
    void from_the_top_up_to_what_comes_back() throws Exception {
        clock.moveTo(today().plusDays(1).atTime(9, 0).toInstant(ZoneOffset.UTC));
        var stranger = Partner.stranger(port, true);
        for (var name : List.of("dusk-ridges.mp4", "koi-pond.mp4", "aurora.mp4")) {
            publish(stranger.join("maker." + name.charAt(0), "1990-02-03", "DE"), name, false);
        }
        var brand = stranger.join("nordlicht", "1980-05-05", "DE");
        var business = brand.post(
                        "/api/v1/businesses",
                        Map.of(
                                "kind", "ADVERTISER",
                                "name", "Nordlicht",
                                "website", "https://nordlicht.example",
                                "currency", "EUR"))
                .path("id")
                .asString();
        var desk = "/api/v1/businesses/" + business + "/topview";
        var creative = creative(brand, desk);
        var day = today().plusDays(1);
        var order = order(day, 100, creative, null);
        var library = new Library(port, "Nordlicht");

        assertThat(brand.refused(desk + "/bookings", order)).isEqualTo("topview_creative_not_approved");
        approve(stranger, creative);
        assertThat(library.has(creative)).as("not booked").isFalse();
        assertThat(brand.refused(desk + "/bookings", order)).isEqualTo("topview_balance_too_low");
        brand.post(
                "/api/v1/businesses/" + business + "/topups",
                Map.of("amount", Money.of("100.00", "EUR"), "method", "sandbox_approve"));
        var quote = brand.get(desk + "/quote?market=DE&day=" + day + "&share=100");
        assertThat(quote.path("price").path("micros").asLong()).isEqualTo(BOOKED);
        var booking = brand.post(desk + "/bookings", order(day, 100, creative, money(quote.path("price"))));
        assertThat(balance(brand, business)).isEqualTo(new Balance(100_000_000 - BOOKED, BOOKED, 0));
        assertThat(brand.get(desk + "/days?market=DE&from=" + day + "&days=1")
                        .path("items")
                        .get(0)
                        .path("free")
                        .asInt())
                .isZero();
        assertThat(brand.refused(desk + "/bookings", order(day, 1, creative, null)))
                .isEqualTo("topview_sold_out");

        var later = brand.post(desk + "/bookings", order(day.plusDays(30), 50, creative, null));
        brand.delete(desk + "/bookings/" + later.path("id").asString());
        assertThat(balance(brand, business)).isEqualTo(new Balance(100_000_000 - BOOKED, BOOKED, 0));
        var lastDay = brand.get(desk + "/bookings?limit=1");
        assertThat(lastDay.path("items").get(0).path("state").asString()).isEqualTo("cancelled");
        assertThat(brand.get(desk + "/bookings?limit=1&cursor="
                                + lastDay.path("next").asString())
                        .path("items")
                        .get(0)
                        .path("state")
                        .asString())
                .isEqualTo("booked");
        var other = stranger.join("other.brand", "1980-05-05", "DE");
        assertThat(other.refused(desk + "/bookings", order(day.plusDays(2), 1, creative, null)))
                .isEqualTo("not_found");

        var announced = library.shows(creative, 0);
        assertThat(announced.path("kind").asString()).isEqualTo("topview");
        assertThat(announced.path("paidBy").asString()).isEqualTo("Nordlicht");
        assertThat(announced.path("running").asBoolean()).isFalse();
        assertThat(Library.texts(announced.path("regions"))).containsExactly("DE");
        assertThat(announced.path("from").asString()).isEqualTo(day.toString());
        assertThat(announced.path("until").asString())
                .as("the one called off is none")
                .isEqualTo(day.toString());

        clock.moveTo(day.atTime(10, 0).toInstant(ZoneOffset.UTC));
        Until.holds(() -> !openings(
                        stranger.join("scout." + UUID.randomUUID().toString().substring(0, 8), "1991-01-01", "DE"))
                .isEmpty());
        watchedByMany(stranger);
        assertThat(openings(stranger.join("from.france", "1991-01-01", "FR"))).isEmpty();
        Until.holds(book::caughtUp);

        var here = desk + "/bookings/" + booking.path("id").asString();
        var total = brand.get(here + "/report").path("total");
        assertThat(total.path("impressions").asLong()).isEqualTo(PEOPLE);
        assertThat(total.path("reach").asLong()).isEqualTo(PEOPLE);
        assertThat(total.path("clicks").asLong()).isEqualTo(PEOPLE / 4);
        assertThat(total.path("views2").asLong()).isEqualTo(PEOPLE);
        assertThat(total.path("views6").asLong()).isEqualTo(PEOPLE / 2);
        var shown = library.shows(creative, PEOPLE);
        assertThat(shown.path("running").asBoolean()).isTrue();
        assertThat(shown.path("firstShown").asString()).isEqualTo(day.toString());
        assertThat(shown.path("lastShown").asString()).isEqualTo(day.toString());
        var receipts = new ReceiptAudit(port, brand, business).receipts();
        assertThat(receipts).hasSize(PEOPLE);
        for (var receipt : receipts) {
            assertThat(receipt.path("formula").asString()).isEqualTo("topview-1");
            assertThat(receipt.path("booking").asString())
                    .isEqualTo(booking.path("id").asString());
            assertThat(receipt.path("reservation").path("day").asString()).isEqualTo(day.toString());
            assertThat(receipt.path("reservation").path("cpmMicros").asLong()).isEqualTo(1_000 * PER_IMPRESSION);
            assertThat(receipt.path("priceMicros").asLong()).isEqualTo(PER_IMPRESSION);
        }
        var charged = PEOPLE * PER_IMPRESSION;
        assertThat(total.path("spend").path("micros").asLong()).isEqualTo(charged);
        assertThat(balance(brand, business)).isEqualTo(new Balance(100_000_000 - BOOKED, BOOKED - charged, charged));
        assertThat(brand.get(here).path("state").asString()).isEqualTo("running");
        assertThat(brand.get(desk + "/creatives")
                        .path("items")
                        .get(0)
                        .path("frozen")
                        .asBoolean())
                .isTrue();

        clock.moveTo(day.plusDays(1).atTime(0, 20).toInstant(ZoneOffset.UTC));
        Until.holds(() -> brand.get(here).path("state").asString().equals("settled"));
        assertThat(balance(brand, business)).isEqualTo(new Balance(100_000_000 - charged, 0, charged));
        assertThat(money(brand.get(here).path("released"))).isEqualTo(new Money(BOOKED - charged, "EUR"));
        assertThat(checker.check().breaks()).isEmpty();
        explains(stranger, booking.path("id").asString());
        assertThat(library.shows(creative, PEOPLE).path("running").asBoolean()).isFalse();
        clock.moveTo(day.plusYears(1).atTime(12, 0).toInstant(ZoneOffset.UTC));
        assertThat(library.has(creative)).as("for a year").isTrue();
        clock.moveTo(day.plusYears(1).plusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC));
        assertThat(library.has(creative)).isFalse();
    }

    /** Finance comes from the booking's posting to each impression. */
    private void explains(Partner stranger, String booking) {
        stranger.join("finn.topview", "1985-01-01", "DE");
        people.grant(people.byHandle("finn.topview").orElseThrow().id(), Role.FINANCE);
        var page = stranger.signIn("finn.topview").text("/finance/topview/" + booking);
        assertThat(page).contains("€0.012", "€11.52", "Closed");
        assertThat(page.split("€0.012", -1)).hasSize(PEOPLE + 1);
    }

    private record Guest(Partner person, JsonNode item) {}

    /** Everybody opens For You and sees it first, reports it many times over, and opens again. */
    private void watchedByMany(Partner stranger) throws Exception {
        var opening = new ArrayList<Future<Guest>>();
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (var i = 0; i < PEOPLE; i++) {
                var name = "viewer" + i;
                var birthDate = i % 8 == 0 ? "2011-06-15" : (1965 + i) + "-06-15"; // minors too
                opening.add(pool.submit(() -> {
                    var person = stranger.join(name, birthDate, "DE");
                    return new Guest(person, openings(person).getFirst());
                }));
            }
        }
        clock.advance(Duration.ofMinutes(5));
        for (var i = 0; i < PEOPLE; i++) {
            report(opening.get(i).get(), i);
        }
        Until.holds(book::caughtUp);
        for (var opened : opening.subList(0, 5)) {
            assertThat(openings(opened.get().person())).as("once a day").isEmpty();
        }
    }

    private void report(Guest guest, int number) {
        var item = guest.item();
        assertThat(item.path("ad").path("label").asString()).isEqualTo("Nordlicht");
        assertThat(item.path("ad").path("takeoverMillis").asInt()).isEqualTo(3000);
        assertThat(item.path("why").get(0).path("text").asString()).contains("DE");
        var events = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < 10; i++) {
            events.add(event(item, "SHOWN", 0)); // the same token, ten times
        }
        events.add(event(item, "WATCHED", number % 2 == 0 ? 6_500 : 2_100));
        if (number % 4 == 0) {
            events.add(event(item, "CLICKED", 0));
        }
        guest.person().post("/api/v1/attention", Map.of("events", events));
    }

    /** The ad on top of a fresh visit, if it takes over. */
    private static List<JsonNode> openings(Partner person) {
        var first = person.get("/api/v1/feed?limit=5").path("items").path(0);
        return first.path("ad").path("takeoverMillis").asInt() > 0 ? List.of(first) : List.of();
    }

    private record Balance(long prepaid, long reserved, long spent) {}

    private static Balance balance(Partner brand, String business) {
        var balance = brand.get("/api/v1/businesses/" + business + "/balance");
        return new Balance(
                balance.path("prepaid").path("micros").asLong(),
                balance.path("reserved").path("micros").asLong(),
                balance.path("spent").path("micros").asLong());
    }

    private static Map<String, Object> order(LocalDate day, int share, String creative, @Nullable Money atMost) {
        var order = new HashMap<String, Object>(
                Map.of("market", "DE", "day", day.toString(), "share", share, "creative", creative));
        if (atMost != null) {
            order.put("atMost", atMost);
        }
        return order;
    }

    private String creative(Partner brand, String desk) throws IOException {
        var video = publish(brand, "paint-mixing.mp4", true);
        brand.post(
                desk + "/creatives",
                Map.of(
                        "video", video,
                        "displayName", "Nordlicht",
                        "callToAction", "Shop now",
                        "landingUrl", "https://nordlicht.example/coats"));
        return brand.get(desk + "/creatives").path("items").get(0).path("id").asString();
    }

    private void approve(Partner stranger, String creative) {
        var moderator = stranger.join("topview.judge", "1985-01-01", "DE");
        people.grant(people.byHandle("topview.judge").orElseThrow().id(), Role.MODERATOR);
        var cases = moderator.get("/api/v1/moderation/cases?queue=ads&limit=50").path("items");
        StreamSupport.stream(cases.spliterator(), false)
                .filter(each -> each.path("subject").path("id").asString().equals(creative))
                .forEach(each -> moderator.post(
                        "/api/v1/moderation/cases/" + each.path("id").asString() + "/decision",
                        Map.of("approved", true)));
    }

    private String publish(Partner creator, String clip, boolean promotional) throws IOException {
        var asset = creator.upload(new ClassPathResource("demo/clips/" + clip).getContentAsByteArray());
        Until.holds(() -> !Set.of("uploading", "processing")
                .contains(creator.get("/api/v1/assets/" + asset).path("state").asString()));
        return creator.post("/api/v1/videos", Map.of("asset", asset, "caption", clip, "promotional", promotional))
                .path("id")
                .asString();
    }

    private static Map<String, Object> event(JsonNode item, String type, long watchedMillis) {
        return Map.of(
                "id",
                UUID.randomUUID(),
                "exposure",
                item.path("exposure").asString(),
                "type",
                type,
                "watchedMillis",
                watchedMillis);
    }

    private static Money money(JsonNode node) {
        return new Money(node.path("micros").asLong(), node.path("currency").asString());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
