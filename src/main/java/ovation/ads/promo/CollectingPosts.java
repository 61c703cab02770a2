package ovation.ads.promo;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import ovation.videos.VideoChanged;
import ovation.videos.Videos;
import ovation.videos.Videos.VideoFacts;

/**
 * Finds the posts that belong to running promotions, at once when they are published, edited or taken back; and looks
 * again now and then, so that nothing is lost to a node that stopped in between.
 */
@Component
class CollectingPosts {

    private final PromotionBoard board;
    private final PromotionRows promotions;
    private final PostRows posts;
    private final Videos videos;
    private final PromotionKinds kinds;
    private final Clock clock;

    CollectingPosts(
            PromotionBoard board,
            PromotionRows promotions,
            PostRows posts,
            Videos videos,
            PromotionKinds kinds,
            Clock clock) {
        this.board = board;
        this.promotions = promotions;
        this.posts = posts;
        this.videos = videos;
        this.kinds = kinds;
        this.clock = clock;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void on(VideoChanged changed) {
        var running = board.running(clock.instant());
        if (!running.isEmpty()) {
            look(changed.video(), running);
        }
    }

    private void look(UUID video, List<Promotion> running) {
        var before = posts.holding(video);
        var facts = videos.facts(video).orElse(null);
        for (var promotion : running) {
            if (facts != null && belongs(promotion, facts)) {
                if (posts.found(promotion.id(), facts, clock.instant())) {
                    promotions.changed();
                }
            } else if (before.containsKey(promotion.id())) {
                posts.become(promotion.id(), video, "withdrawn", null, clock.instant());
                promotions.changed();
            }
        }
    }

    private boolean belongs(Promotion promotion, VideoFacts post) {
        return !post.promotional()
                && !post.publishedAt().isBefore(promotion.begins())
                && post.publishedAt().isBefore(promotion.ends())
                && (promotion.sound() == null || promotion.sound().equals(post.sound()))
                && kind(promotion).accepts(promotion, post);
    }

    /** Whether a post that belonged still does; asked before money or fame goes to it. */
    boolean stillBelongs(Promotion promotion, UUID video) {
        return videos.facts(video).filter(facts -> belongs(promotion, facts)).isPresent();
    }

    @Scheduled(fixedDelayString = "${ovation.ads.promo.sweeping-interval:30s}")
    void sweep() {
        var now = clock.instant();
        for (var promotion : board.running(now)) {
            for (var post : kind(promotion).posts(promotion)) {
                if (belongs(promotion, post) && posts.found(promotion.id(), post, now)) {
                    promotions.changed();
                }
            }
        }
    }

    private PromotionKind kind(Promotion promotion) {
        return kinds.of(promotion);
    }
}
