package ovation.ads.lift;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code ovation.ads.lift.*}.
 *
 * @param controlPercent of the people who are kept from each campaign; 0 measures no lift
 * @param windowDays what somebody does so long after he was first reached, or would have been, counts
 * @param leastPeople below so many people in either group nothing is said
 * @param leastOutcomes nor below so many of them who did something, in both groups together
 */
@ConfigurationProperties("ovation.ads.lift")
record LiftSettings(
        @DefaultValue("5") int controlPercent,
        @DefaultValue("14") int windowDays,
        @DefaultValue("100") int leastPeople,
        @DefaultValue("20") int leastOutcomes) {

    LiftSettings {
        if (controlPercent < 0 || controlPercent > 50) {
            throw new IllegalArgumentException("ovation.ads.lift.control-percent is 0 to 50, not " + controlPercent);
        }
    }
}
