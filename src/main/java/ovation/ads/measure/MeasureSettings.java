package ovation.ads.measure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code ovation.ads.measure.*}.
 *
 * @param settle how long a conversion waits before it is credited, so that what was clicked just before is known
 * @param clickPatience how long one waits for the report of the click that it names
 * @param eventsAMinute taken of a pixel
 * @param requestsAMinute taken of an address, for a pixel
 * @param serverRequestsAMinute taken of an advertiser's server
 */
@ConfigurationProperties("ovation.ads.measure")
record MeasureSettings(
        @DefaultValue("3s") Duration settle,
        @DefaultValue("2m") Duration clickPatience,
        @DefaultValue("60000") int eventsAMinute,
        @DefaultValue("300") int requestsAMinute,
        @DefaultValue("1200") int serverRequestsAMinute) {}
