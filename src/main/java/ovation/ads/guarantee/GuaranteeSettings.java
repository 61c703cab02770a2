package ovation.ads.guarantee;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code ovation.ads.guarantee.*}: the published conditions.
 *
 * @param leastResults that a day or flight must have: below that chance decides
 * @param patience after the last moment at which a result of the day can be credited, for those that are reported late
 */
@ConfigurationProperties("ovation.ads.guarantee")
record GuaranteeSettings(
        @DefaultValue("10") int leastResults,
        @DefaultValue("1d") Duration patience) {}
