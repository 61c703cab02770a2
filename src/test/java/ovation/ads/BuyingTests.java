package ovation.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import ovation.attention.AttentionType;
import ovation.identity.Role;
import ovation.support.Browser;
import ovation.support.OvationTest;

/** Copies, drafts, appeals, stops and lists of customers. */
@OvationTest
class BuyingTests extends BuyingWorld {

    @Test
    void a_campaign_is_copied_once_with_all_that_is_set_and_nothing_that_was_spent() {
        var desk = desk("Copyland");
        var campaign =
                launched(desk, "CPM", "\"wants\":{\"language\":[\"de\",\"en\"]},\"timeZone\":\"Europe/Berlin\",");
        var group = only(desk, "/api/v1/campaigns/" + campaign + "/ad-groups");
        assertThat(api(
                        desk,
                        "PUT",
                        "/api/v1/campaigns/" + campaign + "/caps",
                        "{\"caps\":[{\"impressions\":4,\"hours\":36}]}",
                        200))
                .contains("36");
        approveAll();
        var seat = await().atMost(Duration.ofSeconds(10)).until(() -> seatOf(desk), Optional::isPresent);
        record(List.of(seat.orElseThrow()), AttentionType.SHOWN);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(spent(group)).isPositive());

        var key = UUID.randomUUID();
        var first = read(api(desk, "POST", "/api/v1/campaigns/" + campaign + "/copies", id(key), 201), "$.copy");
        var again = read(api(desk, "POST", "/api/v1/campaigns/" + campaign + "/copies", id(key), 201), "$.copy");
        assertThat(again).isEqualTo(first);
        assertThat(api(desk, "POST", "/api/v1/ad-groups/" + group + "/copies", id(key), 409))
                .contains("copy_id_taken");

        assertThat(get(desk, "/api/v1/campaigns/" + first)).contains("\"state\":\"draft\"", "(copy)");
        var copiedGroup = only(desk, "/api/v1/campaigns/" + first + "/ad-groups");
        assertThat(get(desk, "/api/v1/ad-groups/" + copiedGroup))
                .contains("Europe/Berlin", "\"language\":[\"de\",\"en\"]", "\"spent\":{\"micros\":0");
        assertThat(get(desk, "/api/v1/campaigns/" + first + "/caps")).contains("\"hours\":36");
        assertThat(spent(UUID.fromString(copiedGroup))).isZero();
        assertThat(get(desk, "/api/v1/ad-groups/" + copiedGroup + "/ads")).contains("\"state\":\"draft\"");
        assertThat(desk.browser().get("/desk/ads/campaigns/" + first).body()).contains("Duplicate", "Draft");
        assertThat(api(desk, "PATCH", "/api/v1/campaigns/" + first, "{\"state\":\"active\"}", 200))
                .contains("active");
        assertThat(get(desk, "/api/v1/ad-groups/" + copiedGroup + "/ads")).contains("\"state\":\"in_review\"");
        stop(desk);
    }

    @Test
    void copies_of_ad_groups_and_ads_are_drafts_until_they_are_published() {
        var desk = desk("Draftland");
        var campaign = launched(desk, "CPM", "");
        var group = only(desk, "/api/v1/campaigns/" + campaign + "/ad-groups");
        var ad = only(desk, "/api/v1/ad-groups/" + group + "/ads");

        var copy =
                read(api(desk, "POST", "/api/v1/ad-groups/" + group + "/copies", id(UUID.randomUUID()), 201), "$.copy");
        var adCopy = read(api(desk, "POST", "/api/v1/ads/" + ad + "/copies", id(UUID.randomUUID()), 201), "$.copy");

        assertThat(get(desk, "/api/v1/ad-groups/" + copy)).contains("\"draft\":true");
        assertThat(get(desk, "/api/v1/ads/" + adCopy)).contains("\"state\":\"draft\"");
        assertThat(api(desk, "PUT", "/api/v1/ad-groups/" + copy + "/publication", "{}", 200))
                .contains("\"draft\":false");
        assertThat(get(desk, "/api/v1/ad-groups/" + copy + "/ads")).contains("\"state\":\"in_review\"");
        assertThat(api(desk, "PUT", "/api/v1/ads/" + adCopy + "/publication", "{}", 200))
                .contains("in_review");
        var stranger = desk("Elsewhere");
        assertThat(stranger.browser()
                        .api("POST", "/api/v1/ads/" + ad + "/copies", id(UUID.randomUUID()))
                        .statusCode())
                .isEqualTo(404);
        approveAll();
        stop(desk);
    }

    @Test
    void what_the_wizard_holds_is_kept_as_a_draft() {
        var desk = desk("Wizardry");
        var draft = UUID.randomUUID();

        api(
                desk,
                "PUT",
                desk.home() + "/ad-drafts/" + draft,
                "{\"name\":\"Half a plan\",\"fields\":{\"budget\":[\"12\"]}}",
                200);
        api(
                desk,
                "PUT",
                desk.home() + "/ad-drafts/" + draft,
                "{\"name\":\"A plan\",\"fields\":{\"budget\":[\"13\"]}}",
                200);

        assertThat(get(desk, desk.home() + "/ad-drafts"))
                .contains("A plan", "13")
                .doesNotContain("Half");
        assertThat(desk.browser()
                        .get("/desk/ads/" + desk.business() + "/buying")
                        .body())
                .contains("A plan");
        assertThat(desk.browser()
                        .get("/desk/ads/" + desk.business() + "/new?draft=" + draft)
                        .body())
                .contains("day-parts", "under 18", "Europe/Berlin");
        assertThat(desk("Other").browser().get(desk.home() + "/ad-drafts").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_rejection_is_appealed_once_and_somebody_else_decides_for_good() {
        var desk = desk("Contested");
        var campaign = launched(desk, "CPM", "");
        var ad = only(desk, "/api/v1/ad-groups/" + only(desk, "/api/v1/campaigns/" + campaign + "/ad-groups") + "/ads");
        var first = moderator();
        var second = moderator();
        assertThat(api(desk, "POST", "/api/v1/ads/" + ad + "/appeal", "{\"text\":\"Not yet\"}", 409))
                .contains("ad_not_rejected");
        decide(first, caseOf(first, ad), false, 204);
        assertThat(get(desk, "/api/v1/ads/" + ad)).contains("rejected", "misleading");
        assertThat(desk.browser().get("/desk/ads/campaigns/" + campaign).body()).contains("Appeal the rejection");

        api(desk, "POST", "/api/v1/ads/" + ad + "/appeal", "{\"text\":\"The coat is as warm as it says.\"}", 202);
        var appeal = caseOf(first, ad);
        assertThat(first.get("/moderation/cases/" + appeal).body()).contains("as warm as it says");
        assertThat(decide(first, appeal, true, 409)).contains("other_moderator_needed");
        decide(second, appeal, false, 204);

        assertThat(api(desk, "POST", "/api/v1/ads/" + ad + "/appeal", "{\"text\":\"Again\"}", 409))
                .contains("not_appealable");
        api(desk, "PATCH", "/api/v1/ads/" + ad, "{\"displayName\":\"Contested coats\"}", 200);
        decide(first, caseOf(first, ad), false, 204);
        api(desk, "POST", "/api/v1/ads/" + ad + "/appeal", "{\"text\":\"A new ad, a new decision\"}", 202);
        decide(second, caseOf(second, ad), true, 204);
        assertThat(get(desk, "/api/v1/ads/" + ad)).contains("\"state\":\"approved\"");
        stop(desk);
    }

    @Test
    void everything_of_a_business_stops_within_a_second_and_of_the_platform_for_admins_only() {
        var desk = desk("Stopper");
        launched(desk, "CPM", "");
        approveAll();
        await().atMost(Duration.ofSeconds(10)).until(() -> seatOf(desk), Optional::isPresent);

        api(desk, "PUT", desk.home() + "/ad-stop", "{\"reason\":\"A wrong price\"}", 200);
        await().atMost(Duration.ofSeconds(1)).until(() -> seatOf(desk).isEmpty());
        assertThat(desk.browser()
                        .get("/desk/ads/" + desk.business() + "/buying")
                        .body())
                .contains("A wrong price");
        api(desk, "DELETE", desk.home() + "/ad-stop", "{}", 200);
        await().atMost(Duration.ofSeconds(10)).until(() -> seatOf(desk), Optional::isPresent);

        assertThat(desk.browser().api("PUT", "/api/v1/ad-stop", "{}").statusCode())
                .isEqualTo(403);
        var admin = with(Role.ADMIN);
        assertThat(admin.api("PUT", "/api/v1/ad-stop", "{\"reason\":\"An incident\"}")
                        .statusCode())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(1)).until(() -> seatOf(desk).isEmpty());
        assertThat(admin.get("/desk/ad-stop").body()).contains("An incident", "Serve again");
        assertThat(admin.api("DELETE", "/api/v1/ad-stop", "{}").statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10)).until(() -> seatOf(desk), Optional::isPresent);
        stop(desk);
    }

    @Test
    void a_list_is_matched_with_those_who_agree_and_says_nothing_of_few() {
        var desk = desk("Listed");
        var agreed = new Browser(port).signUp(Browser.freshHandle());
        agreed.get("/settings/ads");
        var handle = JsonPath.<String>read(agreed.get("/api/v1/me").body(), "$.handle");
        var silent = Browser.freshHandle();
        new Browser(port).signUp(silent);
        assertThat(agreed.api("PUT", "/api/v1/me/ad-choices", "{\"gender\":\"FEMALE\",\"lists\":true}")
                        .statusCode())
                .isEqualTo(200);
        var list = read(api(desk, "POST", desk.home() + "/audiences", "{\"name\":\"Customers\"}", 201), "$.id");

        var lines = hash(handle + "@example.com") + "\n\n" + hash(silent + "@example.com") + "\n"
                + hash("nobody@example.com");
        var answer = desk.browser().put("/api/v1/audiences/" + list + "/lines", "text/plain", lines);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"lines\":3", "\"usable\":false").doesNotContain("matched");
        assertThat(jdbc.sql("SELECT person FROM ads_audience_member WHERE audience = :list")
                        .param("list", UUID.fromString(list))
                        .query((row, number) -> row.getObject("person", UUID.class))
                        .list())
                .containsExactly(people.byHandle(handle).orElseThrow().id());
        assertThat(agreed.get("/settings/ads").body()).contains("Advertising and you", "checked");
        assertThat(people.viewerOf(people.byHandle(handle).orElseThrow().id())
                        .adChoices()
                        .lists())
                .isTrue();
        api(desk, "DELETE", "/api/v1/audiences/" + list, "{}", 204);
        assertThat(jdbc.sql("SELECT count(*) FROM ads_audience_member WHERE audience = :list")
                        .param("list", UUID.fromString(list))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static String caseOf(Browser moderator, String ad) {
        List<String> ids = JsonPath.read(
                moderator.get("/api/v1/moderation/cases?queue=ads&limit=100").body(),
                "$.items[?(@.subject.id == '" + ad + "')].id");
        return ids.getFirst();
    }

    private static String hash(String address) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
