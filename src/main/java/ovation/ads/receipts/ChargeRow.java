package ovation.ads.receipts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ledger.Money;

/**
 * A charge with all that its price follows from.
 *
 * @param id of the exposure that it bills
 * @param kind {@code auction} or {@code topview}
 * @param campaign null for a TopView; so are {@code adGroup} and {@code ad}; {@code booking} is null for the auction
 * @param auction null for a TopView; {@code reservation} for the auction
 * @param spark null if no creator shares in it
 * @param tokenSha256 lower-case hex; empty for charges older than receipts
 */
record ChargeRow(
        UUID id,
        String kind,
        UUID business,
        @Nullable UUID campaign,
        @Nullable UUID adGroup,
        @Nullable UUID ad,
        @Nullable UUID booking,
        String event,
        String billing,
        Instant servedAt,
        Instant chargedAt,
        UUID transfer,
        Money price,
        long grantMicros,
        @Nullable Auction auction,
        @Nullable Reservation reservation,
        @Nullable Spark spark,
        String tokenSha256,
        String tokenMac) {

    record Auction(
            int candidates,
            long bidMicros,
            long multiplierPpm,
            long probabilityPpb,
            long clickPpm,
            long qualityPpm,
            long runnerUpMicros,
            long reserveMicros,
            long modelVersion,
            long calibrationVersion) {}

    record Reservation(String market, String day, long sharePercent, long cpmMicros) {}

    record Spark(long sharePercent, long shareMicros) {}
}
