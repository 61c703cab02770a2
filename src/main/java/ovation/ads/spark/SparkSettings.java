package ovation.ads.spark;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code ovation.ads.spark.*}.
 *
 * @param sharePercent the creator's share of the spend where she asks for no other
 * @param lowestPercent the smallest share that can be agreed
 * @param highestPercent the largest
 * @param hold how long a share is estimated before it becomes available: the time to find invalid traffic
 * @param attempts wrong codes that one person may try within an hour
 * @param openCodes codes that may stand for one post at the same time
 */
@ConfigurationProperties("ovation.ads.spark")
record SparkSettings(
        @DefaultValue("20") int sharePercent,
        @DefaultValue("5") int lowestPercent,
        @DefaultValue("60") int highestPercent,
        @DefaultValue("7d") Duration hold,
        @DefaultValue("10") int attempts,
        @DefaultValue("20") int openCodes) {

    SparkSettings {
        if (lowestPercent < 1 || highestPercent > 99 || sharePercent < lowestPercent || sharePercent > highestPercent) {
            throw new IllegalArgumentException(
                    "ovation.ads.spark: 1 ≤ lowest-percent ≤ share-percent ≤ highest-percent ≤ 99");
        }
        if (hold.isNegative()) {
            throw new IllegalArgumentException("ovation.ads.spark.hold cannot be negative");
        }
    }
}
