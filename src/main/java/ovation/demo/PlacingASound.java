package ovation.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import ovation.demo.Script.Creator;
import ovation.identity.Businesses;
import ovation.identity.Businesses.Kind;
import ovation.ledger.Money;
import tools.jackson.databind.JsonNode;

/** A label pays for a sound to be placed, and some who use it agree to be boosted. */
@Demo
@Component
class PlacingASound {

    static final String LABEL = "pier.nine";

    private static final String NAME = "Pier Nine Records";
    private static final String WEBSITE = "https://piernine.example";
    private static final String SOUND = "Harbour Lights";
    private static final int SHARED_DAYS = 4;

    private final Businesses businesses;
    private final Cast cast;
    private final BuyingTheOpening opening;
    private final Rest rest;

    PlacingASound(Businesses businesses, Cast cast, BuyingTheOpening opening, Rest rest) {
        this.businesses = businesses;
        this.cast = cast;
        this.opening = opening;
        this.rest = rest;
    }

    /** Signs the label's manager up. */
    void cast(LocalDate born) {
        cast.person(LABEL, NAME, WEBSITE, "DE", born);
    }

    /**
     * Alone on its first day, so that everybody there sees it; then a share of each, which leaves room for others.
     *
     * @param user somebody whose clip has the sound
     * @param first its first day, the one after today at the earliest
     */
    void book(Creator user, LocalDate first) {
        var manager = cast.id(LABEL);
        var business = businesses.of(manager, Kind.LABEL).stream()
                .findFirst()
                .orElseGet(() -> businesses.found(manager, Kind.LABEL, NAME, WEBSITE, "EUR"));
        var home = "/api/v1/businesses/" + business.id();
        var desk = home + "/sound-promotions";
        if (rest.any(LABEL, desk)) {
            return;
        }
        rest.post(LABEL, home + "/topups", Map.of("amount", Money.of("2000.00", "EUR"), "method", "sandbox_approve"));
        var sound = sound(user);
        place(desk, sound, "Out now: " + SOUND, first, first, true);
        place(desk, sound, SOUND + ", still out", first.plusDays(1), first.plusDays(SHARED_DAYS), false);
    }

    private void place(String desk, String sound, String headline, LocalDate first, LocalDate last, boolean exclusive) {
        var form = Map.of("sound", sound, "headline", headline, "line", "Four minutes of evening, free to film to.");
        var promotion = rest.post(LABEL, desk, form).path("id").asString();
        opening.approve(promotion);
        rest.post(
                LABEL,
                desk + "/" + promotion + "/booking",
                Map.of(
                        "places", List.of("sound_discover", "sound_picker"),
                        "exclusive", exclusive,
                        "markets", List.of("DE"),
                        "firstDay", first.toString(),
                        "lastDay", last.toString(),
                        "boosts", Money.of("60.00", "EUR")));
    }

    /** Their posts with the sound may be boosted. */
    void join(List<Creator> users) {
        for (var business : businesses.of(cast.id(LABEL), Kind.LABEL)) {
            var promotions = rest.call(LABEL, "GET", "/api/v1/businesses/" + business.id() + "/sound-promotions", null)
                    .path("items");
            for (JsonNode promotion : promotions) {
                if (promotion.path("state").asString().equals("running")) {
                    var participation =
                            "/api/v1/sound-promotions/" + promotion.path("id").asString() + "/participation";
                    users.forEach(user -> rest.call(user.handle(), "PUT", participation, Map.of("mayBoost", true)));
                }
            }
        }
    }

    private String sound(Creator user) {
        var mine = rest.call(user.handle(), "GET", "/api/v1/videos/mine?limit=50", null)
                .path("items");
        for (JsonNode video : mine) {
            var sound = rest.call(
                            user.handle(),
                            "GET",
                            "/api/v1/videos/" + video.path("id").asString(),
                            null)
                    .path("video")
                    .path("sound");
            if (sound.path("title").asString().equals(SOUND)) {
                return sound.path("id").asString();
            }
        }
        throw new IllegalStateException(user.handle() + " has no clip to " + SOUND);
    }
}
