package ovation.stories;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.ledger.Money;
import ovation.support.Until;

/**
 * What the attack on budgets plays on, made through the public REST: a budget that is nearly empty and bids most, and a rich one
 * that is capped and stands on a creator's post, so that she earns of it.
 */
record BudgetStage(
        Partner stranger, Partner member, String narrow, String wide, String business, String sparkBusiness) {

    /** Showings of the rich ad group to one person. */
    static final int CAP = 3;

    static final int SHARE_PERCENT = 30;

    static BudgetStage build(Node home) throws IOException {
        var stranger = Partner.stranger(home.port(), false);
        var creator = stranger.join("trial.mia", "1990-02-03", "DE");
        var post = publish(creator, "koi-pond.mp4", false);
        for (var clip : Set.of("dusk-ridges.mp4", "aurora.mp4")) {
            publish(stranger.join("trial." + clip.substring(0, 4), "1990-02-03", "DE"), clip, false);
        }
        var member = stranger.join("trial.brand", "1980-05-05", "DE");
        var moderator = stranger.join("trial.moderator", "1985-01-01", "DE");
        var people = home.get(People.class);
        people.grant(people.byHandle("trial.moderator").orElseThrow().id(), Role.MODERATOR);

        var business = business(member, "Narrow");
        var narrow = group(member, business, "30.00", "1.00", 0);
        var creative = publish(member, "ad-kettle-croissant.mp4", true);
        onAir(member, moderator, narrow, Map.of("video", creative));

        var sparkBusiness = business(member, "Wide");
        var wide = group(member, sparkBusiness, "25.00", "500.00", CAP);
        var made = creator.put(
                "/api/v1/spark-codes/" + UUID.randomUUID(),
                Map.of("video", post, "days", 7, "sharePercent", SHARE_PERCENT));
        var spark = member.post(
                        "/api/v1/businesses/" + sparkBusiness + "/sparks",
                        Map.of("code", made.path("code").asString()))
                .path("id")
                .asString();
        onAir(member, moderator, wide, Map.of("spark", spark));
        return new BudgetStage(stranger, member, narrow, wide, business, sparkBusiness);
    }

    /** @param euros what the nearly empty budget may spend in its life from now on */
    void raise(int euros) {
        member.patch("/api/v1/ad-groups/" + narrow, Map.of("budget", Money.of(euros + ".00", "EUR")));
    }

    private static String business(Partner member, String name) {
        var business = member.post(
                        "/api/v1/businesses",
                        Map.of(
                                "kind",
                                "ADVERTISER",
                                "name",
                                name,
                                "website",
                                "https://kettle.example",
                                "currency",
                                "EUR"))
                .path("id")
                .asString();
        member.post(
                "/api/v1/businesses/" + business + "/topups",
                Map.of("amount", Money.of("1000.00", "EUR"), "method", "sandbox_approve"));
        return business;
    }

    private static String group(Partner member, String business, String bid, String budget, int cap) {
        var campaign = member.post(
                        "/api/v1/businesses/" + business + "/campaigns", Map.of("name", "Trial", "objective", "reach"))
                .path("id")
                .asString();
        var form = new HashMap<String, Object>();
        form.put("name", "All");
        form.put("budgetKind", "lifetime");
        form.put("budget", Money.of(budget, "EUR"));
        form.put("billing", "CPM");
        form.put("bid", Money.of(bid, "EUR"));
        form.put("capImpressions", cap);
        form.put("capDays", 1);
        form.put("pacing", "fast");
        return member.post("/api/v1/campaigns/" + campaign + "/ad-groups", form)
                .path("id")
                .asString();
    }

    private static void onAir(Partner member, Partner moderator, String group, Map<String, String> what) {
        var form = new HashMap<String, Object>(what);
        form.put("displayName", "Kettle");
        form.put("callToAction", "Shop now");
        form.put("landingUrl", "https://kettle.example/shop");
        var ad = member.post("/api/v1/ad-groups/" + group + "/ads", form)
                .path("id")
                .asString();
        var campaign = member.get("/api/v1/ad-groups/" + group).path("campaign").asString();
        member.patch("/api/v1/campaigns/" + campaign, Map.of("state", "active"));
        for (var each :
                moderator.get("/api/v1/moderation/cases?queue=ads&limit=50").path("items")) {
            if (each.path("subject").path("id").asString().equals(ad)) {
                moderator.post(
                        "/api/v1/moderation/cases/" + each.path("id").asString() + "/decision",
                        Map.of("approved", true));
            }
        }
    }

    private static String publish(Partner creator, String clip, boolean promotional) throws IOException {
        var asset = creator.upload(new ClassPathResource("demo/clips/" + clip).getContentAsByteArray());
        Until.holds(() -> !Set.of("uploading", "processing")
                .contains(creator.get("/api/v1/assets/" + asset).path("state").asString()));
        return creator.post("/api/v1/videos", Map.of("asset", asset, "caption", clip, "promotional", promotional))
                .path("id")
                .asString();
    }
}
