package ovation.stories;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
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

    static void decide(Partner moderator, String effect, boolean approved) {
        decideAs(moderator, "ads", effect, Map.of("approved", approved));
    }

    static void decideAs(Partner moderator, String queue, String effect, Map<String, Object> decision) {
        var cases = moderator
                .get("/api/v1/moderation/cases?limit=50&queue=" + queue)
                .path("items");
        StreamSupport.stream(cases.spliterator(), false)
                .filter(each -> each.path("subject").path("id").asString().equals(effect))
                .forEach(each -> moderator.post(
                        "/api/v1/moderation/cases/" + each.path("id").asString() + "/decision", decision));
    }

    static String business(Partner brand, String name) {
        return brand.post(
                        "/api/v1/businesses",
                        Map.of(
                                "kind", "ADVERTISER",
                                "name", name,
                                "website", "https://nordlicht.example",
                                "currency", "EUR"))
                .path("id")
                .asString();
    }

    static void topUp(Partner brand, String business, String amount) {
        brand.post(
                "/api/v1/businesses/" + business + "/topups",
                Map.of("amount", Money.of(amount, "EUR"), "method", "sandbox_approve"));
    }

    record Balance(long prepaid, long reserved, long spent) {}

    static Balance balance(Partner brand, String business) {
        var balance = brand.get("/api/v1/businesses/" + business + "/balance");
        return new Balance(
                balance.path("prepaid").path("micros").asLong(),
                balance.path("reserved").path("micros").asLong(),
                balance.path("spent").path("micros").asLong());
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
