package ovation.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.feed.Guest.GuestItem;
import ovation.feed.SeatRequest;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.media.MediaStore;
import ovation.support.Browser;
import ovation.support.OvationTest;
import ovation.videos.Clips;
import ovation.videos.Videos;

/** The advertiser's and the moderator's pages and REST, over the whole application. */
@OvationTest
class AdsPagesTests {

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    Videos videos;

    @Autowired
    MediaStore media;

    @Autowired
    AdSeats seats;

    @Autowired
    MovableClock clock;

    @Autowired
    org.springframework.jdbc.core.simple.JdbcClient jdbc;

    @Test
    void from_an_empty_account_to_the_first_impression() {
        var handle = Browser.freshHandle();
        var advertiser = new Browser(port).signUp(handle);
        assertThat(advertiser.get("/desk/ads").body()).contains("Put your work on stage");

        var business = id(advertiser.api("POST", "/api/v1/businesses", """
                {"kind":"ADVERTISER","name":"Nordlicht","website":"https://nordlicht.example","currency":"EUR"}"""));
        var home = "/desk/ads/" + business;
        assertThat(advertiser.get("/desk/ads").headers().firstValue("Location").orElseThrow())
                .endsWith(home);
        assertThat(advertiser.get(home).body()).contains("First steps", "No campaign yet", "16 %");

        var declined = advertiser.post(home, home + "/topups", topUp("50", "sandbox_decline"));
        assertThat(declined.statusCode()).isEqualTo(422);
        assertThat(declined.body()).contains("The card was declined");
        assertThat(advertiser
                        .post(home, home + "/topups", topUp("fifty", "sandbox_approve"))
                        .body())
                .contains("Please type an amount");
        assertThat(advertiser
                        .post(home, home + "/topups", topUp("50", "sandbox_approve"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(advertiser.get(home + "?done=topup").body()).contains("€50.00", "33 %");

        assertThat(advertiser.get(home + "/new").body()).contains("campaign-wizard", "Germany", "18–24");
        assertThat(advertiser.get(home + "/cards").body())
                .contains("There is no shop and no LIVE on this platform yet")
                .doesNotContain("type=\"radio\"");
        assertThat(advertiser
                        .get("/api/v1/businesses/" + business + "/promotable-cards")
                        .body())
                .isEqualTo("{\"open\":false,\"items\":[]}");
        var video = promoOf(handle).toString();
        var launched =
                advertiser.api("POST", "/api/v1/businesses/" + business + "/launches", launch(UUID.fromString(video)));
        assertThat(launched.statusCode()).as(launched.body()).isEqualTo(201);
        var campaign = id(launched);
        var page = "/desk/ads/campaigns/" + campaign;
        assertThat(advertiser.get(page).body()).contains("In review", "Nothing was shown in the last 14 days");
        assertThat(advertiser.get(home).body()).contains("Autumn coats", "1 in review");

        var anybody = new Browser(port);
        assertThat(anybody.get("/ad-library").body()).doesNotContain(video);
        assertThat(anybody.get("/api/v1/ad-library").body()).doesNotContain(video);

        approveAll();

        assertThat(advertiser.get(page).body()).contains("Approved");
        assertThat(anybody.get("/ad-library").body()).contains(video, "Paid by", "Nordlicht", "Not yet");
        assertThat(anybody.get("/ad-library?q=nobody+has+this+name").body()).contains("No such ad");
        assertThat(anybody.get("/api/v1/ad-library?region=Atlantis").statusCode())
                .isEqualTo(400);
        var viewerHandle = Browser.freshHandle();
        var viewer = new Browser(port).signUp(viewerHandle);
        var item = await().atMost(Duration.ofSeconds(10))
                .until(() -> seatFor(viewerHandle, campaign), Optional::isPresent);
        assertThat(report(viewer, item.orElseThrow()).body()).contains("accepted");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(advertiser
                        .get("/api/v1/campaigns/" + campaign + "/report")
                        .body())
                .contains("\"impressions\":1", "\"micros\":1000"));

        assertThat(advertiser.get(page).body())
                .contains("Spend was highest on", "€0.001", page + "/lift", "none viewable yet");
        assertThat(advertiser
                        .get("/api/v1/campaigns/" + campaign + "/viewability")
                        .body())
                .contains("\"impressions\":1", "\"viewable\":0");
        liftIsTold(advertiser, campaign.toString());
        assertThat(anybody.get("/api/v1/ad-library").body()).contains(video, "\"impressions\":1", "\"running\":true");
        assertThat(advertiser.get(page + "/report.csv").body()).contains(",1,0,0.0,0.001,EUR");
        assertThat(advertiser.get(home).body()).doesNotContain("First steps");
        var reader = Browser.freshHandle();
        var analyst = new Browser(port).signUp(reader);
        advertiser.api(
                "POST",
                "/api/v1/businesses/" + business + "/members",
                "{\"handle\":\"%s\",\"role\":\"ANALYST\"}".formatted(reader));
        assertThat(analyst.get(page).body()).contains("Approved").doesNotContain("action=\"" + page);
        assertThat(advertiser.post(page, page + "/pause", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(advertiser.get(page).body()).contains("Paused", "Resume");
        assertThat(anybody.get("/api/v1/ad-library").body()).contains(video, "\"running\":false");
    }

    /** People of both groups as the auction notes them; of the reached ones one in ten follows, of the kept ones one in a hundred. */
    private void liftIsTold(Browser advertiser, String campaign) {
        var page = "/desk/ads/campaigns/" + campaign + "/lift";
        assertThat(advertiser.get(page).body()).contains("Nothing to compare yet");
        jdbc.sql("""
                INSERT INTO ads_lift_person (campaign, person, ghost, first_at)
                SELECT :campaign::uuid, md5(:campaign || n)::uuid, n > 1000, :at FROM generate_series(1, 1200) n
                """)
                .param("campaign", campaign)
                .param("at", java.sql.Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("""
                INSERT INTO ads_lift_outcome (target, person, kind, day, last_at)
                SELECT a.creator, p.person, o.kind, current_date, p.first_at + interval '1 minute'
                FROM ads_group g JOIN ads_ad a ON a.ad_group = g.id JOIN ads_lift_person p ON p.campaign = g.campaign
                JOIN generate_series(1, 1200) n ON md5(:campaign || n)::uuid = p.person
                JOIN (VALUES ('followed', 10, 100), ('ring_size_asked', 500, 500)) o (kind, treated, control)
                    ON n % CASE WHEN p.ghost THEN o.control ELSE o.treated END = 0
                WHERE g.campaign = :campaign::uuid
                """).param("campaign", campaign).update();

        assertThat(advertiser.get("/api/v1/campaigns/" + campaign + "/lift").body())
                .contains(
                        "\"treated\":1000",
                        "\"control\":200",
                        "\"kind\":\"followed\",\"verdict\":\"lifts\",\"treatedDid\":100,\"controlDid\":2",
                        "\"brought\":90",
                        "\"kind\":\"ring_size_asked\",\"verdict\":\"not_enough_yet\"");
        assertThat(advertiser.get(page).body())
                .contains("Followed the creator", "It lifts", "10.00 %", "ring_size_asked", "Not enough yet");
    }

    @Test
    void nobody_else_sees_a_campaign() {
        var handle = Browser.freshHandle();
        var advertiser = new Browser(port).signUp(handle);
        var business = id(advertiser.api("POST", "/api/v1/businesses", """
                {"kind":"ADVERTISER","name":"Fjord","website":"https://fjord.example","currency":"EUR"}"""));
        advertiser.get("/desk/ads"); // the token that came with the new role
        var campaign =
                id(advertiser.api("POST", "/api/v1/businesses/" + business + "/launches", launch(promoOf(handle))));
        var stranger = new Browser(port).signUp(Browser.freshHandle());

        for (var path : List.of(
                "/desk/ads/" + business,
                "/desk/ads/" + business + "/new",
                "/desk/ads/campaigns/" + campaign,
                "/desk/ads/campaigns/" + campaign + "/report.csv",
                "/api/v1/businesses/" + business + "/campaigns",
                "/api/v1/businesses/" + business + "/balance",
                "/api/v1/campaigns/" + campaign,
                "/api/v1/campaigns/" + campaign + "/report",
                "/desk/ads/campaigns/" + campaign + "/lift",
                "/api/v1/campaigns/" + campaign + "/lift",
                "/api/v1/campaigns/" + campaign + "/viewability",
                "/api/v1/campaigns/" + campaign + "/ad-groups")) {
            assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(404);
        }
        stranger.get("/desk/ads"); // a page with a form, so with its token
        assertThat(stranger.api("PUT", "/api/v1/campaigns/" + campaign + "/pause", "{}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(stranger.get("/moderation").statusCode()).isEqualTo(403);
    }

    @Test
    void a_form_says_all_that_is_wrong_with_it() {
        var advertiser = new Browser(port).signUp(Browser.freshHandle());
        var business = id(advertiser.api("POST", "/api/v1/businesses", """
                {"kind":"ADVERTISER","name":"Tundra","website":"https://tundra.example","currency":"EUR"}"""));

        advertiser.get("/desk/ads");
        var answer = advertiser.api("POST", "/api/v1/businesses/" + business + "/launches", """
                {"campaign":{"name":"A","objective":"reach"},
                 "adGroup":{"budgetKind":"daily","budget":{"micros":5000000,"currency":"USD"},"billing":"CPM",
                            "bid":{"micros":1,"currency":"EUR"},"ageBands":["BABIES"]},
                 "ad":{}}""");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("other_currency", "too_small", "not_offered");
    }

    private static Map<String, String> topUp(String amount, String method) {
        return Map.of(
                "amount", amount, "method", method, "key", UUID.randomUUID().toString());
    }

    private static String launch(UUID video) {
        return """
                {"campaign":{"name":"Autumn coats","objective":"traffic"},
                 "adGroup":{"budgetKind":"daily","budget":{"micros":20000000,"currency":"EUR"},"regions":[],"ageBands":[],
                            "interests":["coats"],"billing":"CPM","bid":{"micros":4000000,"currency":"EUR"},
                            "capImpressions":3,"capDays":1,"pacing":"fast"},
                 "ad":{"video":"%s","displayName":"Nordlicht","callToAction":"Shop now",
                       "landingUrl":"https://nordlicht.example/coats"}}""".formatted(video);
    }

    private UUID promoOf(String handle) {
        var owner = people.byHandle(handle).orElseThrow().id();
        var asset = media.adopt(owner, Clips.SMALL, Clips.SMALL_POSTER, 12_000, 160, 284);
        return videos.publish(owner, new Videos.NewVideo(asset.id(), "Warm coats", null, null, true, false, true));
    }

    private void approveAll() {
        var handle = Browser.freshHandle();
        var moderator = new Browser(port).signUp(handle);
        people.grant(people.byHandle(handle).orElseThrow().id(), Role.MODERATOR);
        var signedIn = new Browser(port);
        signedIn.post("/sign-in", "/sign-in", Map.of("login", handle, "password", "a quiet evening"));
        assertThat(signedIn.get("/moderation").body()).contains("Nordlicht · Shop now");
        for (var next = firstCase(signedIn); next.isPresent(); next = firstCase(signedIn)) {
            var page = "/moderation/cases/" + next.get();
            assertThat(signedIn.get(page).body()).contains("Warm coats", "Reason for a rejection");
            assertThat(signedIn.post(page, page, Map.of("approved", "false")).statusCode())
                    .isEqualTo(422);
            assertThat(signedIn.post(page, page, Map.of("approved", "true")).statusCode())
                    .isEqualTo(302);
            assertThat(signedIn.get(page).body()).contains("This case is decided.");
        }
        assertThat(moderator.get("/").statusCode()).isEqualTo(200);
    }

    private static Optional<String> firstCase(Browser moderator) {
        List<String> ids = JsonPath.read(
                moderator.get("/api/v1/moderation/cases?queue=ads").body(), "$.items[*].id");
        return ids.stream().findFirst();
    }

    private Optional<GuestItem> seatFor(String handle, UUID campaign) {
        var viewer = people.viewerOf(people.byHandle(handle).orElseThrow().id());
        return seats.take(
                new SeatRequest(viewer, Surface.FOR_YOU, true, List.of("coats"), new UUID(0, 9), clock.instant()));
    }

    private HttpResponse<String> report(Browser viewer, GuestItem item) {
        return viewer.api("POST", "/api/v1/attention", """
                {"events":[{"id":"%s","exposure":"%s","type":"SHOWN"}]}""".formatted(Ids.next(clock), item.token()));
    }

    private static UUID id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return UUID.fromString(JsonPath.read(answer.body(), "$.id"));
    }
}
