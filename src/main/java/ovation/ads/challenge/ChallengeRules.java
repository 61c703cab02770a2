package ovation.ads.challenge;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.ads.promo.Promotion;
import ovation.ads.promo.PromotionKind;
import ovation.ads.promo.PromotionProblem;
import ovation.base.Refused;
import ovation.identity.Businesses;
import ovation.identity.Businesses.Kind;
import ovation.identity.People;
import ovation.identity.Viewer;
import ovation.videos.Effects;
import ovation.videos.Videos;
import ovation.videos.Videos.VideoFacts;

/**
 * Who may take part and which posts are entries: public, with the hashtag (and the sound and the effect), in the challenge's time, by
 * people whom its rules allow and who are not of the business.
 */
@Component
class ChallengeRules implements PromotionKind {

    private final Challenges challenges;
    private final PayingPrizes prizes;
    private final Businesses businesses;
    private final People people;
    private final Videos videos;
    private final Effects effects;

    ChallengeRules(
            Challenges challenges,
            PayingPrizes prizes,
            Businesses businesses,
            People people,
            Videos videos,
            Effects effects) {
        this.challenges = challenges;
        this.prizes = prizes;
        this.businesses = businesses;
        this.people = people;
        this.videos = videos;
        this.effects = effects;
    }

    @Override
    public String kind() {
        return Challenge.KIND;
    }

    @Override
    public boolean accepts(Promotion promotion, VideoFacts post) {
        var challenge = of(promotion);
        return post.tags().contains(challenge.hashtag())
                && challenge.allows(post.region())
                && (!challenge.adultsOnly() || adult(post.creator()))
                && (challenge.effect() == null
                        || challenge
                                .effect()
                                .equals(effects.effectsOf(Set.of(post.id())).get(post.id())))
                && !member(post.creator(), promotion);
    }

    @Override
    public List<VideoFacts> posts(Promotion promotion) {
        return videos.tagged(of(promotion).hashtag(), promotion.begins(), promotion.ends());
    }

    @Override
    public void admit(Promotion promotion, Viewer viewer) {
        var challenge = of(promotion);
        if (!challenge.allows(viewer.region())) {
            throw Refused.because(PromotionProblem.CHALLENGE_OTHER_REGION);
        }
        if (!challenge.allows(viewer)) {
            throw Refused.because(PromotionProblem.CHALLENGE_ADULTS_ONLY);
        }
        if (member(viewer.id(), promotion)) {
            throw Refused.because(PromotionProblem.CHALLENGE_OWN);
        }
    }

    @Override
    public long finish(Promotion promotion, Instant now) {
        return prizes.pay(promotion, challenges.prizeShares(promotion.id()), now);
    }

    private Challenge of(Promotion promotion) {
        return challenges.find(promotion.id()).orElseThrow();
    }

    private boolean adult(UUID person) {
        try {
            return people.viewerOf(person).age().adult();
        } catch (Refused gone) {
            return false;
        }
    }

    private boolean member(UUID person, Promotion promotion) {
        return List.of(Kind.values()).stream()
                .flatMap(kind -> businesses.of(person, kind).stream())
                .anyMatch(business -> business.id().equals(promotion.business()));
    }
}
