package ovation.ads;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ovation.base.SubjectRef;
import ovation.identity.Viewer;
import ovation.moderation.Reviews;

/** What moderators are told of an ad: the creative, where it leads, whom it addresses. Whoever changes one of them is reviewed again. */
@Component
class TargetingReview {

    private static final int LONGEST = 900;

    private final Ads ads;
    private final AdGroups adGroups;
    private final Reviews reviews;

    TargetingReview(Ads ads, AdGroups adGroups, Reviews reviews) {
        this.ads = ads;
        this.adGroups = adGroups;
        this.reviews = reviews;
    }

    void submit(Viewer viewer, Campaign campaign, Ad ad) {
        var targeting = adGroups.find(ad.adGroup()).map(AdGroup::targeting).orElse(Targeting.EVERYBODY);
        var title = ad.displayName() + " · " + ad.callToAction() + " → " + ad.landingUrl() + " · " + campaign.name()
                + " · " + words(targeting);
        reviews.submit(
                "ads",
                SubjectRef.ad(ad.id()),
                viewer.person(),
                title.length() > LONGEST ? title.substring(0, LONGEST - 1) + "…" : title,
                "/v/" + ad.video());
    }

    /** What was approved was approved for other people. */
    void targetingChanged(Viewer viewer, Campaign campaign, AdGroup group) {
        for (var ad : ads.of(group.id())) {
            if (ad.review().equals("approved")) {
                ads.update(ad.reviewed("in_review", "none", ""));
                reviews.withdraw(SubjectRef.ad(ad.id()));
                submit(viewer, campaign, ad);
            }
        }
    }

    /** For example {@code region: DE, AT; not gender: MALE}; empty for everybody. */
    static String words(Targeting targeting) {
        var wanted = targeting.wanted();
        var parts = new ArrayList<String>();
        Wishes.view(wanted.values()).forEach((name, values) -> parts.add(part(name, values)));
        Wishes.view(wanted.excluded()).forEach((name, values) -> parts.add("not " + part(name, values)));
        return parts.isEmpty() ? "everyone" : String.join("; ", parts);
    }

    private static String part(String name, List<String> values) {
        return name.toLowerCase(Locale.ROOT) + ": " + values.stream().limit(20).collect(Collectors.joining(", "));
    }
}
