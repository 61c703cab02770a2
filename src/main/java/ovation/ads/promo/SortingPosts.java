package ovation.ads.promo;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;
import ovation.identity.Viewer;

/** The business's queue: what it does with people's posts. Its caller has checked who he is. */
@Service
public class SortingPosts {

    public static final Set<String> STATES = Set.of("candidate", "marked", "boosted", "removed");

    private final PromotionRows promotions;
    private final PostRows posts;
    private final CollectingPosts collecting;
    private final PromotionSettings settings;
    private final Clock clock;

    SortingPosts(
            PromotionRows promotions,
            PostRows posts,
            CollectingPosts collecting,
            PromotionSettings settings,
            Clock clock) {
        this.promotions = promotions;
        this.posts = posts;
        this.collecting = collecting;
        this.settings = settings;
        this.clock = clock;
    }

    /** The same state again changes nothing. @throws Refused if it cannot become that */
    @Transactional
    public PromotedPost become(UUID promotionId, UUID video, String state, Viewer viewer) {
        if (!STATES.contains(state)) {
            throw Refused.field("state", "not_offered");
        }
        var promotion = promotions.lock(promotionId).orElseThrow(Refused::notFound);
        var post = posts.find(promotionId, video).orElseThrow(Refused::notFound);
        if (post.state().equals(state)) {
            return post;
        }
        if (promotion.ended() != null) {
            throw Refused.because(PromotionProblem.PROMOTION_NOT_RUNNING);
        }
        if (post.state().equals("withdrawn")) {
            throw Refused.because(PromotionProblem.POST_WITHDRAWN);
        }
        if (state.equals("boosted")) {
            mayBoost(promotion, post);
        }
        posts.become(promotionId, video, state, viewer.person(), clock.instant());
        promotions.changed();
        return posts.find(promotionId, video).orElseThrow();
    }

    private void mayBoost(Promotion promotion, PromotedPost post) {
        if (!promotion.running(clock.instant())) {
            throw Refused.because(PromotionProblem.PROMOTION_NOT_RUNNING);
        }
        if (promotion.boostMicros() == 0) {
            throw Refused.because(PromotionProblem.BOOST_WITHOUT_BUDGET);
        }
        if (!post.mayBoost()) {
            throw Refused.because(PromotionProblem.BOOST_WITHOUT_CONSENT);
        }
        if (!collecting.stillBelongs(promotion, post.video())) {
            throw Refused.because(PromotionProblem.POST_WITHDRAWN);
        }
        if (posts.counts(promotion.id()).getOrDefault("boosted", 0L) >= settings.mostBoosts()) {
            throw Refused.because(PromotionProblem.TOO_MANY_BOOSTS, settings.mostBoosts());
        }
    }

    /** The best by qualified views, each creator once; what does not belong any more is left out. */
    public List<PromotedPost> winners(Promotion promotion, int places, Set<UUID> excluded) {
        var creators = new java.util.HashSet<UUID>(excluded);
        return posts.leading(promotion.id(), 1000).stream()
                .filter(post -> !creators.contains(post.creator()))
                .filter(post -> collecting.stillBelongs(promotion, post.video()))
                .filter(post -> creators.add(post.creator()))
                .limit(places)
                .toList();
    }
}
