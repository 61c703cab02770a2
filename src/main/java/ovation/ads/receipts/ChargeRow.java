package ovation.ads.receipts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ledger.Money;

/**
 * A charge with all that its price follows from.
 *
 * @param id of the exposure that it bills; of a day, of the posting that charges it
 * @param kind {@code auction}, {@code topview}, {@code boost}, {@code place} or {@code effect}
 * @param campaign null outside of the auction; so are {@code adGroup} and {@code ad}; {@code booking} is null for the auction
 * @param auction one of this, {@code reservation} (TopView) and {@code fixed} (all others) is there
 * @param spark null if no creator shares in it
 * @param tokenSha256 lower-case hex; empty for days, and for charges older than receipts
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
        FixedCharge.@Nullable Terms fixed,
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

    static ChargeRow of(FixedCharge charge, KeepingTokens.Kept token) {
        var day = charge.terms() instanceof FixedCharge.WholeDay;
        return new ChargeRow(
                charge.id(),
                charge.format(),
                charge.business(),
                null,
                null,
                null,
                charge.booking(),
                day ? "day" : "impression",
                day ? "DAY" : "CPM",
                charge.servedAt(),
                charge.chargedAt(),
                charge.transfer(),
                charge.price(),
                0,
                null,
                null,
                charge.terms(),
                null,
                token.sha256(),
                token.mac());
    }
}
