package ovation.ads.promo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.attention.QualifiedViews;

/** Keeps what the posts of running promotions were watched: from the views that receipts count, so the two never differ. */
@Component
class CountingViews {

    /** Of people who saw it unpaid; their own views and robots' are in none of the three. */
    private static final Set<String> ORGANIC = Set.of("too_short", "repeat", "not_for_you", "visitor");

    private final PromotionBoard board;
    private final PostRows posts;
    private final QualifiedViews views;
    private final Clock clock;

    CountingViews(PromotionBoard board, PostRows posts, QualifiedViews views, Clock clock) {
        this.board = board;
        this.posts = posts;
        this.views = views;
        this.clock = clock;
    }

    /** Today, and yesterday: a view counts for the day of its serving, and may be reported two hours later. */
    @Scheduled(fixedDelayString = "${ovation.ads.promo.counting-interval:3s}")
    void count() {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (var promotion : board.running(now)) {
            var from = today.minusDays(1).isBefore(promotion.firstDay()) ? promotion.firstDay() : today.minusDays(1);
            count(promotion, from, today);
        }
    }

    void countAll(Promotion promotion) {
        count(promotion, promotion.firstDay(), promotion.lastDay());
    }

    private void count(Promotion promotion, LocalDate from, LocalDate to) {
        var owners = posts.owners(promotion.id());
        if (owners.isEmpty()) {
            return;
        }
        var viewed = new ArrayList<PostRows.Viewed>();
        views.between(from, to, owners)
                .forEach((day, counts) -> counts.forEach(count -> viewed.add(new PostRows.Viewed(
                        count.subject().id(),
                        day,
                        count.qualified(),
                        ORGANIC.stream()
                                .mapToLong(reason -> count.excludedByReason().getOrDefault(reason, 0L))
                                .sum(),
                        count.excludedByReason().getOrDefault("paid", 0L)))));
        posts.putViews(promotion.id(), viewed);
    }
}
