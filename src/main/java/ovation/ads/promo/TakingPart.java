package ovation.ads.promo;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;
import ovation.identity.Viewer;

/** People who take part: that they know the rules, and whether their posts may be shown as the business's ads. */
@Service
public class TakingPart {

    private final PromotionRows promotions;
    private final PostRows posts;
    private final PromotionKinds kinds;
    private final Clock clock;

    TakingPart(PromotionRows promotions, PostRows posts, PromotionKinds kinds, Clock clock) {
        this.promotions = promotions;
        this.posts = posts;
        this.kinds = kinds;
        this.clock = clock;
    }

    /** Said again, it changes the consent: taken back, boosts of the person's posts end within a second. */
    @Transactional
    public void join(Viewer viewer, UUID id, boolean mayBoost) {
        var person = viewer.person();
        var promotion = promotions.lock(id).orElseThrow(Refused::notFound);
        var known = posts.participation(id, person);
        if (known.isEmpty() || mayBoost) {
            if (!promotion.running(clock.instant())) {
                throw Refused.because(PromotionProblem.PROMOTION_NOT_RUNNING);
            }
            kinds.of(promotion).admit(promotion, viewer);
        }
        var now = clock.instant();
        posts.join(id, person, mayBoost, now);
        if (!mayBoost) {
            posts.unboost(id, person, now);
        }
        promotions.changed();
    }

    /** Whether the person lets it boost his posts; empty if he takes no part. */
    public Optional<Boolean> of(UUID promotion, UUID person) {
        return posts.participation(promotion, person);
    }
}
