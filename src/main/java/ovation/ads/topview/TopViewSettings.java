package ovation.ads.topview;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code ovation.ads.topview.*}.
 *
 * @param daysAhead how far ahead a day can be booked (the leaders' 225, ads.md §1.1)
 * @param takeover how long it has the whole screen before it looks like any other clip
 * @param leastOpenings the forecast of a market's day where nothing, or less, has been seen yet
 * @param impressionValid how long after serving an impression is billed
 * @param grace what closing a day waits beyond that for the reader to catch up
 * @param held how long an unseen serving keeps the person from getting a second one
 */
@ConfigurationProperties("ovation.ads.topview")
record TopViewSettings(
        @DefaultValue("225") int daysAhead,
        @DefaultValue("3s") Duration takeover,
        @DefaultValue("1000") long leastOpenings,
        @DefaultValue("15m") Duration impressionValid,
        @DefaultValue("2m") Duration grace,
        @DefaultValue("1m") Duration held) {}
