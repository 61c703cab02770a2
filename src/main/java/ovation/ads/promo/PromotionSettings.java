package ovation.ads.promo;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code ovation.ads.promo.*}.
 *
 * @param daysAhead how far ahead a day can be booked
 * @param mostDays how long one may last
 * @param mostBoosts posts that are boosted at a time (Branded Mission's 45, ads.md §1.1)
 * @param seatShare the share of the feed's guest seats that boosts may take before the auction is asked
 * @param reportValid how long after serving a report counts
 * @param grace what closing a day waits beyond that for the reader to catch up
 * @param held how long an unseen serving keeps the person from getting the same post again
 * @param prizeHold how long prize money is checked before it becomes available
 */
@ConfigurationProperties("ovation.ads.promo")
public record PromotionSettings(
        @DefaultValue("225") int daysAhead,
        @DefaultValue("62") int mostDays,
        @DefaultValue("45") int mostBoosts,
        @DefaultValue("0.5") double seatShare,
        @DefaultValue("15m") Duration reportValid,
        @DefaultValue("2m") Duration grace,
        @DefaultValue("1m") Duration held,
        @DefaultValue("7d") Duration prizeHold) {}
