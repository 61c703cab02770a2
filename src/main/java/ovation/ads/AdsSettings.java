package ovation.ads;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code ovation.ads.*}.
 *
 * @param leaseServes how long a node serves from one slice of a budget
 * @param impressionValid how long after serving an impression is billed
 * @param clickValid how long after serving a click is billed
 * @param leaseGrace what a lease waits beyond that for the reader to catch up
 * @param reserveMicros the lowest price of a thousand impressions where the market has none of its own
 * @param marketReserves by region: the lowest price of a thousand impressions, in micros
 * @param lowestBudgetMicros the smallest budget of an ad group
 */
@ConfigurationProperties("ovation.ads")
record AdsSettings(
        @DefaultValue("60s") Duration leaseServes,
        @DefaultValue("15m") Duration impressionValid,
        @DefaultValue("30m") Duration clickValid,
        @DefaultValue("2m") Duration leaseGrace,
        @DefaultValue("1000000") long reserveMicros,
        @DefaultValue Map<String, Long> marketReserves,
        @DefaultValue("1000000") long lowestBudgetMicros) {

    static AdsSettings standard() {
        return new AdsSettings(
                Duration.ofSeconds(60),
                Duration.ofMinutes(15),
                Duration.ofMinutes(30),
                Duration.ofMinutes(2),
                1_000_000,
                Map.of(),
                1_000_000);
    }

    /** The reserve of one impression, in micros. */
    double reserveOf(String region) {
        return marketReserves.getOrDefault(region, reserveMicros) / 1000.0;
    }

    Duration valid(Billing billing) {
        return billing == Billing.CPC ? clickValid : impressionValid;
    }
}
