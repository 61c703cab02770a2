package ovation.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.demo.Script.Advertiser;
import ovation.identity.Businesses;
import ovation.identity.Businesses.Kind;
import ovation.ledger.Money;

/** One advertiser has an effect first in the camera's tray, from the last day before the curtain goes up on. */
@Demo
@Component
class SponsoringAnEffect {

    private static final String MARKET = "DE";
    private static final int DAYS = 14;
    private static final List<String> FIRST_USERS = List.of("mira.paints", "nightbus.jonas");

    private final Businesses businesses;
    private final Cast cast;
    private final BuyingTheOpening opening;
    private final Rest rest;

    SponsoringAnEffect(Businesses businesses, Cast cast, BuyingTheOpening opening, Rest rest) {
        this.businesses = businesses;
        this.cast = cast;
        this.opening = opening;
        this.rest = rest;
    }

    /** @param first the day that has just begun */
    void buy(Advertiser advertiser, LocalDate first) {
        var home = "/api/v1/businesses/"
                + businesses
                        .of(cast.id(advertiser.handle()), Kind.ADVERTISER)
                        .getFirst()
                        .id();
        if (rest.any(advertiser.handle(), home + "/effects")) {
            return;
        }
        rest.post(
                advertiser.handle(),
                home + "/topups",
                Map.of("amount", Money.of("600.00", "EUR"), "method", "sandbox_approve"));
        var effect = rest.post(advertiser.handle(), home + "/effects", goldenHour(advertiser))
                .path("id")
                .asString();
        opening.approve(effect);
        rest.post(
                advertiser.handle(),
                home + "/effect-flights",
                Map.of("market", MARKET, "from", first.toString(), "days", DAYS, "effect", effect));
        FIRST_USERS.forEach(this::use);
    }

    private static Map<String, Object> goldenHour(Advertiser advertiser) {
        return Map.of(
                "name",
                "Golden hour",
                "sponsor",
                advertiser.name(),
                "script",
                Map.of(
                        "layers",
                        List.of(
                                Map.of("type", "lut", "preset", "warm", "strengthPercent", 90),
                                Map.of("type", "frame", "preset", "vignette", "blend", "multiply"),
                                Map.of("type", "particles", "preset", "sparks", "blend", "add"),
                                Map.of(
                                        "type",
                                        "text",
                                        "text",
                                        "Somewhere warmer",
                                        "anchor",
                                        "bottom",
                                        "y",
                                        110,
                                        "size",
                                        46,
                                        "color",
                                        "#ffe08a")),
                        "spot",
                        Map.of(
                                "x",
                                344,
                                "y",
                                170,
                                "width",
                                176,
                                "height",
                                96,
                                "text",
                                "Three nights by the sea, by train",
                                "callToAction",
                                "Book now",
                                "landingUrl",
                                advertiser.website())));
    }

    private void use(String creator) {
        var exposure = rest.call(creator, "GET", "/api/v1/effects", null)
                .path("items")
                .path(0)
                .path("exposure")
                .asString();
        var events = List.of("OPENED", "USED").stream()
                .map(type -> Map.of("id", UUID.randomUUID(), "exposure", exposure, "type", type, "watchedMillis", 0))
                .toList();
        rest.post(creator, "/api/v1/attention", Map.of("events", events));
    }
}
