package ovation.ads.promo;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody's post that belongs to a promotion.
 *
 * @param state {@code candidate}, {@code marked}, {@code boosted}, {@code removed} (from the promotion, not from Ovation) or
 *     {@code withdrawn} (by its creator: gone, hidden, or without the hashtag or sound)
 * @param mayBoost whether its creator lets the business show it as an ad
 * @param qualified views that count for the leaderboard, {@code organic} other unpaid ones, {@code paid} those of boosts
 */
public record PromotedPost(
        UUID promotion,
        UUID video,
        UUID creator,
        int durationMillis,
        Instant publishedAt,
        String state,
        boolean mayBoost,
        long qualified,
        long organic,
        long paid) {

    public long earned() {
        return qualified + organic;
    }
}
