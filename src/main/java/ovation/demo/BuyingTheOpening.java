package ovation.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import ovation.demo.Script.Advertiser;
import ovation.identity.Businesses;
import ovation.identity.Businesses.Kind;
import ovation.ledger.Money;
import tools.jackson.databind.JsonNode;

/** One advertiser owns the opening of the last day before the curtain goes up and of the first days after, and parts of later ones. */
@Demo
@Component
class BuyingTheOpening {

    private static final int DAYS_AHEAD = 3;
    private static final Map<Integer, Integer> LATER_SHARES = Map.of(6, 40, 8, 75);
    private static final List<String> MARKETS = List.of("DE", "US");

    private final Businesses businesses;
    private final Cast cast;
    private final Rest rest;

    BuyingTheOpening(Businesses businesses, Cast cast, Rest rest) {
        this.businesses = businesses;
        this.cast = cast;
        this.rest = rest;
    }

    /** @param first the day that has just begun */
    void buy(Advertiser advertiser, LocalDate first) {
        var business = businesses
                .of(cast.id(advertiser.handle()), Kind.ADVERTISER)
                .getFirst()
                .id();
        var desk = "/api/v1/businesses/" + business + "/topview";
        if (rest.any(advertiser.handle(), desk + "/bookings")) {
            return;
        }
        rest.post(
                advertiser.handle(),
                "/api/v1/businesses/" + business + "/topups",
                Map.of("amount", Money.of("180.00", "EUR"), "method", "sandbox_approve"));
        var creative = rest.post(
                        advertiser.handle(),
                        desk + "/creatives",
                        Map.of(
                                "video", clip(advertiser),
                                "displayName", advertiser.name(),
                                "callToAction", "Book now",
                                "landingUrl", advertiser.website()))
                .path("id")
                .asString();
        approve(creative);
        for (var market : MARKETS) {
            for (var day = first; !day.isAfter(first.plusDays(1 + DAYS_AHEAD)); day = day.plusDays(1)) {
                book(advertiser, desk, market, day, 100, creative);
            }
        }
        LATER_SHARES.forEach((days, share) ->
                book(advertiser, desk, MARKETS.getFirst(), first.plusDays(1L + days), share, creative));
    }

    private void book(Advertiser advertiser, String desk, String market, LocalDate day, int share, String creative) {
        rest.post(
                advertiser.handle(),
                desk + "/bookings",
                Map.of("market", market, "day", day.toString(), "share", share, "creative", creative));
    }

    /** The first of his ads' clips. */
    String clip(Advertiser advertiser) {
        var mine = rest.call(advertiser.handle(), "GET", "/api/v1/videos/mine?limit=50", null)
                .path("items");
        var clip = "";
        for (JsonNode video : mine) { // newest first
            clip = video.path("promotional").asBoolean() ? video.path("id").asString() : clip;
        }
        return clip;
    }

    /** What waits in the queue of ads under this id. */
    void approve(String creative) {
        var cases = rest.call(Cast.MODERATOR, "GET", "/api/v1/moderation/cases?queue=ads&limit=50", null)
                .path("items");
        for (JsonNode item : cases) {
            if (item.path("subject").path("id").asString().equals(creative)) {
                rest.post(
                        Cast.MODERATOR,
                        "/api/v1/moderation/cases/" + item.path("id").asString() + "/decision",
                        Map.of("approved", true));
            }
        }
    }
}
