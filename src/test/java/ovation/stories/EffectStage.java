package ovation.stories;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ovation.ledger.Money;

/** What partners of branded effects do in more than one story. */
final class EffectStage {

    private EffectStage() {}

    static String made(Partner brand, String business, String name) {
        return brand.post(
                        effects(business),
                        Map.of(
                                "name",
                                name,
                                "script",
                                Map.of(
                                        "layers",
                                        List.of(
                                                Map.of("type", "lut", "preset", "cool", "strengthPercent", 70),
                                                Map.of("type", "text", "text", name, "anchor", "bottom", "y", 80)),
                                        "spot",
                                        Map.of(
                                                "x",
                                                20,
                                                "y",
                                                20,
                                                "width",
                                                180,
                                                "height",
                                                120,
                                                "text",
                                                "Warm coats",
                                                "callToAction",
                                                "Shop now",
                                                "landingUrl",
                                                "https://nordlicht.example/coats"))))
                .path("id")
                .asString();
    }

    static Map<String, Object> order(String market, LocalDate from, int days, String effect, @Nullable Money atMost) {
        var order = new HashMap<String, Object>(
                Map.of("market", market, "from", from.toString(), "days", days, "effect", effect));
        if (atMost != null) {
            order.put("atMost", atMost);
        }
        return order;
    }

    static String effects(String business) {
        return "/api/v1/businesses/" + business + "/effects";
    }

    static String flights(String business) {
        return "/api/v1/businesses/" + business + "/effect-flights";
    }
}
