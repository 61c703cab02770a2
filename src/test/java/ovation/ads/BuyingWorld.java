package ovation.ads;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.attention.AttentionBook;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionType;
import ovation.attention.Exposures;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.feed.Guest.GuestItem;
import ovation.feed.SeatRequest;
import ovation.identity.AgeBand;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.media.MediaStore;
import ovation.support.Browser;
import ovation.videos.Clips;
import ovation.videos.Videos;

/** Businesses that buy over REST and pages, in the whole application, and the people they reach. */
abstract class BuyingWorld {

    @LocalServerPort
    int port;

    @Autowired
    Boards boards;

    @Autowired
    People people;

    @Autowired
    Videos videos;

    @Autowired
    MediaStore media;

    @Autowired
    AdSeats seats;

    @Autowired
    Exposures exposures;

    @Autowired
    AttentionBook book;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    /** A business with money, and who buys for it. */
    record Desk(Browser browser, String handle, String business) {

        String home() {
            return "/api/v1/businesses/" + business;
        }
    }

    // ---- what people do

    Desk desk(String name) {
        var handle = Browser.freshHandle();
        var browser = new Browser(port).signUp(handle);
        var business = read(
                browser.api("POST", "/api/v1/businesses", """
                        {"kind":"ADVERTISER","name":"%s","website":"https://shop.example","currency":"EUR"}""".formatted(name)).body(), "$.id");
        var home = "/desk/ads/" + business;
        browser.get(home);
        assertThat(browser.post(
                                home,
                                home + "/topups",
                                Map.of(
                                        "amount",
                                        "50",
                                        "method",
                                        "sandbox_approve",
                                        "key",
                                        UUID.randomUUID().toString()))
                        .statusCode())
                .isEqualTo(302);
        return new Desk(browser, handle, business);
    }

    String launched(Desk desk, String billing, String more) {
        var bid = billing.equals("CPM") ? 9_000_000 : 400_000;
        return read(
                api(
                        desk,
                        "POST",
                        desk.home() + "/launches",
                        """
                        {"campaign":{"name":"Coats","objective":"traffic"},
                         "adGroup":{"budgetKind":"daily","budget":{"micros":20000000,"currency":"EUR"},%s
                                    "billing":"%s","bid":{"micros":%d,"currency":"EUR"},"capImpressions":0,"pacing":"fast"},
                         "ad":%s}""".formatted(more, billing, bid, ad(promoOf(desk.handle()))),
                        201),
                "$.id");
    }

    static String ad(UUID video) {
        return """
                {"video":"%s","displayName":"Coats","callToAction":"Shop now","landingUrl":"https://shop.example/coats"}""".formatted(video);
    }

    UUID promoOf(String handle) {
        return promoOf(handle, "Warm coats");
    }

    UUID promoOf(String handle, String caption) {
        var owner = people.byHandle(handle).orElseThrow().id();
        var asset = media.adopt(owner, Clips.SMALL, Clips.SMALL_POSTER, 12_000, 160, 284);
        return videos.publish(owner, new Videos.NewVideo(asset.id(), caption, null, null, true, false, true));
    }

    static Viewer somebody() {
        return new Viewer(UUID.randomUUID(), true, Set.of(Role.VIEWER), AgeBand.AGE_25_34, "DE", "en");
    }

    Optional<GuestItem> seat(Viewer viewer) {
        return seats.take(new SeatRequest(viewer, Surface.FOR_YOU, true, List.of(), new UUID(0, 9), clock.instant()));
    }

    /** Of one business: other tests' ads may win too. */
    Optional<GuestItem> seatOf(Desk desk) {
        for (var i = 0; i < 20; i++) {
            var item = seat(somebody());
            if (item.isPresent() && business(item.get().ad()).equals(desk.business())) {
                return item;
            }
        }
        return Optional.empty();
    }

    String business(UUID ad) {
        return jdbc.sql("""
                SELECT c.business::text AS business FROM ads_ad a JOIN ads_group g ON g.id = a.ad_group
                JOIN ads_campaign c ON c.id = g.campaign WHERE a.id = :ad
                """)
                .param("ad", ad)
                .query((row, number) -> row.getString("business"))
                .single();
    }

    void record(List<GuestItem> items, AttentionType type) {
        var events = items.stream()
                .map(item -> new AttentionEvent(
                        Ids.next(clock), type, exposures.open(item.token()).orElseThrow(), 0, clock.instant(), 0))
                .toList();
        transaction.executeWithoutResult(status -> book.record(events));
    }

    long spent(Object group) {
        return jdbc.sql("SELECT coalesce(sum(price_micros), 0) FROM ads_charge WHERE ad_group = CAST(:group AS uuid)")
                .param("group", group.toString())
                .query(Long.class)
                .single();
    }

    // ---- moderators

    Browser with(Role role) {
        var handle = Browser.freshHandle();
        new Browser(port).signUp(handle);
        people.grant(people.byHandle(handle).orElseThrow().id(), role);
        var signedIn = new Browser(port);
        signedIn.post("/sign-in", "/sign-in", Map.of("login", handle, "password", "a quiet evening"));
        signedIn.get("/desk");
        return signedIn;
    }

    Browser moderator() {
        return with(Role.MODERATOR);
    }

    static String decide(Browser moderator, String reviewCase, boolean approved, int status) {
        var answer =
                moderator.api("POST", "/api/v1/moderation/cases/" + reviewCase + "/decision", """
                {"approved":%s,"reason":"misleading"}""".formatted(approved));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    void approveAll() {
        var moderator = moderator();
        List<String> ids = JsonPath.read(
                moderator.get("/api/v1/moderation/cases?queue=ads&limit=100").body(), "$.items[*].id");
        ids.forEach(id -> decide(moderator, id, true, 204));
    }

    // ---- answers

    static String get(Desk desk, String path) {
        var answer = desk.browser().get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    static String api(Desk desk, String method, String path, String json, int status) {
        HttpResponse<String> answer = desk.browser().api(method, path, json);
        assertThat(answer.statusCode())
                .as(method + " " + path + " " + answer.body())
                .isEqualTo(status);
        return answer.body();
    }

    static String only(Desk desk, String path) {
        List<String> ids = JsonPath.read(get(desk, path), "$.items[*].id");
        assertThat(ids).hasSize(1);
        return ids.getFirst();
    }

    static String read(String body, String path) {
        return JsonPath.read(body, path);
    }

    static String id(UUID key) {
        return "{\"id\":\"" + key + "\"}";
    }

    static long micros(String balance, String which) {
        return ((Number) JsonPath.read(balance, "$." + which + ".micros")).longValue();
    }

    /** So that its ads are in no other test's way. */
    static void stop(Desk desk) {
        api(desk, "PUT", desk.home() + "/ad-stop", "{\"reason\":\"\"}", 200);
    }
}
