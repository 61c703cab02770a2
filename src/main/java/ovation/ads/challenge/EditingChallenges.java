package ovation.ads.challenge;

import java.text.Normalizer;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.ads.Inputs;
import ovation.ads.promo.PromotionProblem;
import ovation.ads.promo.Promotions;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.identity.Viewer;
import ovation.moderation.DecisionMade;
import ovation.moderation.Reviews;
import ovation.videos.Effects;
import ovation.videos.Videos;

/** Challenges as people write them and moderators judge them: reviewed before they can be booked, frozen after. */
@Service
class EditingChallenges {

    private static final int MOST_REGIONS = 50;

    private final Access access;
    private final Challenges challenges;
    private final Promotions promotions;
    private final Videos videos;
    private final Effects effects;
    private final Reviews reviews;
    private final Clock clock;

    EditingChallenges(
            Access access,
            Challenges challenges,
            Promotions promotions,
            Videos videos,
            Effects effects,
            Reviews reviews,
            Clock clock) {
        this.access = access;
        this.challenges = challenges;
        this.promotions = promotions;
        this.videos = videos;
        this.effects = effects;
        this.reviews = reviews;
        this.clock = clock;
    }

    /** @param video a clip made for advertising, of whoever writes it; its picture is the banner's */
    record ChallengeForm(
            @Nullable String hashtag,
            @Nullable String headline,
            @Nullable String brief,
            @Nullable Boolean adultsOnly,
            @Nullable List<String> regions,
            @Nullable UUID sound,
            @Nullable UUID effect,
            @Nullable UUID video,
            @Nullable Integer version) {}

    @Transactional
    Challenge create(Viewer viewer, UUID business, ChallengeForm form) {
        access.toEdit(viewer, business);
        var challenge = checked(viewer, Ids.next(clock), business, form, null);
        challenges.insert(challenge, viewer.person(), clock.instant());
        submit(viewer, challenge);
        return challenge;
    }

    /** All that is written anew, and reviewed anew. */
    @Transactional
    Challenge change(Viewer viewer, UUID business, UUID id, ChallengeForm form) {
        access.toEdit(viewer, business);
        var before = challenges
                .lock(id)
                .filter(found -> found.business().equals(business))
                .orElseThrow(Refused::notFound);
        if (promotions.find(id).isPresent()) {
            throw Refused.because(PromotionProblem.PROMOTION_FROZEN);
        }
        challenges.update(checked(viewer, id, business, form, before));
        reviews.withdraw(new SubjectRef(Challenge.KIND, id));
        var after = challenges.find(id).orElseThrow();
        submit(viewer, after);
        return after;
    }

    private Challenge checked(Viewer viewer, UUID id, UUID business, ChallengeForm form, @Nullable Challenge before) {
        var inputs = new Inputs();
        var hashtag = hashtag(inputs, form.hashtag());
        var video = inputs.id("video", form.video());
        var sameVideo = before != null && before.video().equals(video);
        if (form.video() != null
                && !sameVideo
                && videos.facts(video)
                        .filter(facts -> facts.promotional() && facts.creator().equals(viewer.person()))
                        .isEmpty()) {
            inputs.wrong("video", "not_your_creative");
        }
        if (form.sound() != null && videos.sound(form.sound()).isEmpty()) {
            inputs.wrong("sound", "unknown_sound");
        }
        if (form.effect() != null && !mayAsk(business, form.effect())) {
            inputs.wrong("effect", "unknown_effect");
        }
        var challenge = new Challenge(
                id,
                business,
                hashtag,
                inputs.text("headline", form.headline(), 60),
                brief(inputs, form.brief()),
                Boolean.TRUE.equals(form.adultsOnly()),
                regions(inputs, form.regions()),
                form.sound(),
                form.effect(),
                video,
                "in_review",
                "none",
                "",
                form.version() != null ? form.version() : before == null ? 0 : before.version());
        inputs.check();
        return challenge;
    }

    /** Of the house, or its own: another's effect would come and go with that one's flights. */
    private boolean mayAsk(UUID business, UUID effect) {
        return effects.find(effect)
                .filter(found -> found.owner() == null || found.owner().equals(business))
                .isPresent();
    }

    static String spelling(String hashtag) {
        return Normalizer.normalize(hashtag.strip().replaceFirst("^#", ""), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
    }

    private static String hashtag(Inputs inputs, @Nullable String given) {
        var hashtag = given == null ? "" : spelling(given);
        if (hashtag.isEmpty()) {
            inputs.wrong("hashtag", "required");
        } else if (!hashtag.matches("[\\p{L}\\p{N}_]{2,50}")) {
            inputs.wrong("hashtag", "not_a_hashtag");
        }
        return hashtag;
    }

    /** Lines may break in it; other control characters may not be in it. */
    private static String brief(Inputs inputs, @Nullable String given) {
        var brief = given == null ? "" : given.replace("\r\n", "\n").strip();
        inputs.text("brief", brief.replace('\n', ' '), 1000);
        return brief;
    }

    private static List<String> regions(Inputs inputs, @Nullable List<String> given) {
        var regions = new TreeSet<String>();
        for (var region : given == null ? List.<String>of() : given) {
            var code = region.strip().toUpperCase(Locale.ROOT);
            if (!code.matches("[A-Z]{2}")) {
                inputs.wrong("regions", "not_offered");
            }
            regions.add(code);
        }
        if (regions.size() > MOST_REGIONS) {
            inputs.wrong("regions", "too_many");
        }
        return List.copyOf(regions);
    }

    private void submit(Viewer viewer, Challenge challenge) {
        reviews.submit(
                "ads",
                new SubjectRef(Challenge.KIND, challenge.id()),
                viewer.person(),
                "Challenge · #" + challenge.hashtag() + " · " + challenge.headline() + " · " + challenge.brief(),
                "/v/" + challenge.video());
    }

    /** Joins the moderator's transaction. One that is rejected while it runs is off the air within a second. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void decided(DecisionMade decision) {
        if (!decision.subject().is(Challenge.KIND)) {
            return;
        }
        challenges.lock(decision.subject().id()).ifPresent(challenge -> {
            challenges.update(challenge.judged(
                    decision.approved() ? "approved" : "rejected", decision.reason(), decision.note()));
            promotions
                    .find(challenge.id())
                    .ifPresent(promotion -> promotions.onAir(promotion.id(), decision.approved()));
        });
    }
}
