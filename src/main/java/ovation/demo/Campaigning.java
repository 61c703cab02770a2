package ovation.demo;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.demo.Script.Advertiser;
import ovation.identity.Businesses;
import ovation.identity.Businesses.Kind;
import ovation.ledger.Money;

/** The three advertisers, from the empty account to approved ads, by REST as any of them would. */
@Demo
@Component
class Campaigning {

    private final Businesses businesses;
    private final Cast cast;
    private final Posting posting;
    private final Rest rest;

    Campaigning(Businesses businesses, Cast cast, Posting posting, Rest rest) {
        this.businesses = businesses;
        this.cast = cast;
        this.posting = posting;
        this.rest = rest;
    }

    private record Plan(String name, String objective, Map<String, Object> group) {}

    void launch(Advertiser advertiser, List<Script.DemoClip> creatives) {
        var member = cast.id(advertiser.handle());
        var business = businesses.of(member, Kind.ADVERTISER).stream()
                .findFirst()
                .orElseGet(() ->
                        businesses.found(member, Kind.ADVERTISER, advertiser.name(), advertiser.website(), "EUR"));
        rest.post(
                advertiser.handle(),
                "/api/v1/businesses/" + business.id() + "/topups",
                Map.of("amount", Money.of("150.00", "EUR"), "method", "sandbox_approve"));
        var plan = planOf(advertiser);
        var campaign = id(rest.post(
                advertiser.handle(),
                "/api/v1/businesses/" + business.id() + "/campaigns",
                Map.of("name", plan.name(), "objective", plan.objective())));
        var group = id(rest.post(advertiser.handle(), "/api/v1/campaigns/" + campaign + "/ad-groups", plan.group()));
        for (var creative : creatives) {
            var video = posting.post(member, creative);
            var text = java.util.Objects.requireNonNull(creative.ad());
            rest.post(
                    advertiser.handle(),
                    "/api/v1/ad-groups/" + group + "/ads",
                    Map.of(
                            "video", video,
                            "displayName", advertiser.name(),
                            "callToAction", text.callToAction(),
                            "landingUrl", text.landingUrl()));
        }
        rest.call(advertiser.handle(), "PATCH", "/api/v1/campaigns/" + campaign, Map.of("state", "active"));
    }

    private static Plan planOf(Advertiser advertiser) {
        return switch (advertiser.handle()) {
            case "fernweh.travel" ->
                new Plan(
                        "Autumn by train",
                        "reach",
                        group("daily", "6.00", "CPM", "14.00", List.of(), List.of("landscape", "travel", "calm")));
            case "kettle.crumb" ->
                new Plan(
                        "Baked at five",
                        "traffic",
                        group("daily", "4.00", "CPC", "0.60", List.of("DE", "AT", "CH"), List.of()));
            default ->
                new Plan("Test rides", "video_views", group("daily", "5.00", "CPM", "11.00", List.of(), List.of()));
        };
    }

    private static Map<String, Object> group(
            String budgetKind,
            String budget,
            String billing,
            String bid,
            List<String> regions,
            List<String> interests) {
        return Map.of(
                "name",
                "Everybody who fits",
                "budgetKind",
                budgetKind,
                "budget",
                Money.of(budget, "EUR"),
                "billing",
                billing,
                "bid",
                Money.of(bid, "EUR"),
                "regions",
                regions,
                "interests",
                interests,
                "capImpressions",
                4,
                "capDays",
                1);
    }

    /** The moderator approves what waits, but for one ad, so that its owner has something to mend. */
    void review(String rejectedLabel) {
        var cases = rest.call(Cast.MODERATOR, "GET", "/api/v1/moderation/cases?queue=ads&limit=50", null)
                .path("items");
        var rejected = false;
        for (var item : cases) {
            var reject = !rejected && item.path("title").asString().contains(rejectedLabel);
            rejected |= reject;
            rest.post(
                    Cast.MODERATOR,
                    "/api/v1/moderation/cases/" + item.path("id").asString() + "/decision",
                    reject
                            ? Map.of(
                                    "approved",
                                    false,
                                    "reason",
                                    "landing_page_broken",
                                    "note",
                                    "The page answers 404 for the autumn offer.")
                            : Map.of("approved", true));
        }
    }

    private static UUID id(tools.jackson.databind.JsonNode answer) {
        return UUID.fromString(answer.path("id").asString());
    }
}
