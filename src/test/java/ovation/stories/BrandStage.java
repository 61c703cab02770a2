package ovation.stories;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import ovation.ledger.Money;
import ovation.support.Until;

/** What brands, labels, and those who post and judge for them, do in more than one story. */
final class BrandStage {

    private BrandStage() {}

    /** @param kind {@code ADVERTISER} or {@code LABEL} */
    static String business(Partner founder, String kind, String name) {
        return founder.post(
                        "/api/v1/businesses",
                        Map.of("kind", kind, "name", name, "website", "https://nordlicht.example", "currency", "EUR"))
                .path("id")
                .asString();
    }

    static void topUp(Partner member, String business, String amount) {
        member.post(
                "/api/v1/businesses/" + business + "/topups",
                Map.of("amount", Money.of(amount, "EUR"), "method", "sandbox_approve"));
    }

    record Balance(long prepaid, long reserved, long spent) {}

    static Balance balance(Partner member, String business) {
        var balance = member.get("/api/v1/businesses/" + business + "/balance");
        return new Balance(
                balance.path("prepaid").path("micros").asLong(),
                balance.path("reserved").path("micros").asLong(),
                balance.path("spent").path("micros").asLong());
    }

    static void decide(Partner moderator, String subject, boolean approved) {
        decideAs(moderator, "ads", subject, Map.of("approved", approved));
    }

    static void decideAs(Partner moderator, String queue, String subject, Map<String, Object> decision) {
        var cases = moderator
                .get("/api/v1/moderation/cases?limit=100&queue=" + queue)
                .path("items");
        StreamSupport.stream(cases.spliterator(), false)
                .filter(each -> each.path("subject").path("id").asString().equals(subject))
                .forEach(each -> moderator.post(
                        "/api/v1/moderation/cases/" + each.path("id").asString() + "/decision", decision));
    }

    /** @param clip of the demo's */
    static String publish(Partner creator, String clip, String caption, @Nullable String sound, boolean promotional)
            throws IOException {
        var asset = creator.upload(new ClassPathResource("demo/clips/" + clip).getContentAsByteArray());
        Until.holds(() -> !Set.of("uploading", "processing")
                .contains(creator.get("/api/v1/assets/" + asset).path("state").asString()));
        var post = new HashMap<String, Object>(Map.of("asset", asset, "caption", caption, "promotional", promotional));
        if (sound != null) {
            post.put("sound", sound);
        }
        return creator.post("/api/v1/videos", post).path("id").asString();
    }

    static Map<String, Object> event(String exposure, String type, long watchedMillis) {
        return Map.of("id", UUID.randomUUID(), "exposure", exposure, "type", type, "watchedMillis", watchedMillis);
    }

    /** What a refused request was answered. */
    static String problem(Runnable asks) {
        try {
            asks.run();
        } catch (AssertionError refused) {
            return String.valueOf(refused.getMessage());
        }
        throw new AssertionError("It went through");
    }
}
