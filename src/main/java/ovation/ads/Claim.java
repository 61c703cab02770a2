package ovation.ads;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import ovation.ads.engine.Auction;
import ovation.ads.engine.Context;

/**
 * What an ad's exposure token carries: the price that was agreed at serving and what it was made of. It is signed with the
 * token, so that settling needs to ask nobody.
 *
 * @param priceMicros of the billed event, taken from the lease at serving: what the terms say
 * @param clickPpm predicted probability of a click, in millionths
 * @param candidates ads on air that matched the seat
 * @param modelVersion of the model that predicted, and {@code calibrationVersion} of its calibration
 * @param context what the prediction knew of the seat
 * @param measured how much of what follows may be measured of this viewer
 * @param goal the conversion that the ad group bids for; empty if none
 */
record Claim(
        UUID lease,
        UUID adGroup,
        UUID ad,
        Terms terms,
        long priceMicros,
        int clickPpm,
        int candidates,
        int modelVersion,
        int calibrationVersion,
        Context context,
        Measured measured,
        String goal) {

    /** What may be kept of this viewer to find out later what the ad brought. */
    enum Measured {
        /** Minors, and people who do not want it. */
        NOTHING,
        /** Visitors, and people who want nothing personal: what follows from their click alone. */
        CLICKS,
        ALL
    }

    private static final int PARTS = 17;
    private static final String VERSION = "ad2";
    /** Before terms were whole and predictions had versions; such tokens live for half an hour. */
    private static final String FIRST_VERSION = "ad1";

    /**
     * What the price follows from, rounded as the token carries it: so anybody who has the token can compute the price.
     *
     * @param bidMicros per thousand impressions, or for the click or view
     * @param multiplierPpm what pacing made of the bid, in millionths
     * @param probabilityPpb of the billed event, for oCPM of the conversion, in billionths
     * @param qualityPpm the factor of the score, in millionths
     * @param runnerUpMicros score of the best bid of somebody else, per impression; 0 if there was none
     * @param reserveMicros per impression
     */
    record Terms(
            Billing billing,
            long bidMicros,
            int multiplierPpm,
            int probabilityPpb,
            int qualityPpm,
            long runnerUpMicros,
            long reserveMicros) {

        /** The lowest value that would still have won, for the billed event, rounded half up once. */
        long priceMicros() {
            var probability = probabilityPpb / 1e9;
            var value = billing.perEvent(bidMicros) * multiplierPpm / 1e6 * probability;
            var perImpression = Math.min(value, Math.max((double) reserveMicros, runnerUpMicros / (qualityPpm / 1e6)));
            return Auction.priceMicros(
                    perImpression, billing.perImpression() ? 1 : probability, billing.highestPrice(bidMicros));
        }
    }

    Billing billing() {
        return terms.billing();
    }

    long bidMicros() {
        return terms.bidMicros();
    }

    long runnerUpMicros() {
        return terms.runnerUpMicros();
    }

    long reserveMicros() {
        return terms.reserveMicros();
    }

    String encode() {
        return String.join(
                "~",
                VERSION,
                text(lease),
                text(adGroup),
                text(ad),
                billing().name(),
                Long.toString(priceMicros, 36),
                Long.toString(bidMicros(), 36),
                Long.toString(runnerUpMicros(), 36),
                Long.toString(reserveMicros(), 36),
                Integer.toString(clickPpm, 36),
                Integer.toString(candidates, 36),
                Integer.toString(terms.multiplierPpm(), 36),
                Integer.toString(terms.probabilityPpb(), 36),
                Integer.toString(terms.qualityPpm(), 36),
                Integer.toString(modelVersion, 36),
                Integer.toString(calibrationVersion, 36),
                context.encode(),
                measured.name(),
                goal);
    }

    /** Empty for a claim that is not ours. */
    static Optional<Claim> decode(String claim) {
        var parts = claim.split("~", -1);
        var first = parts[0].equals(FIRST_VERSION);
        if (!first && !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        var billing = Billing.valueOf(parts[4]);
        var clickPpm = number(parts[9]);
        return Optional.of(new Claim(
                id(parts[1]),
                id(parts[2]),
                id(parts[3]),
                new Terms(
                        billing,
                        Long.parseLong(parts[6], 36),
                        first ? 1_000_000 : number(parts[11]),
                        first ? (billing.perImpression() ? 1_000_000_000 : clickPpm * 1_000) : number(parts[12]),
                        first ? 1_000_000 : number(parts[13]),
                        Long.parseLong(parts[7], 36),
                        Long.parseLong(parts[8], 36)),
                Long.parseLong(parts[5], 36),
                clickPpm,
                number(parts[10]),
                first ? 0 : number(parts[14]),
                first ? 0 : number(parts[15]),
                first ? Context.UNKNOWN : Context.decode(parts[16]).orElse(Context.UNKNOWN),
                parts.length > PARTS ? Measured.valueOf(parts[PARTS]) : Measured.NOTHING,
                parts.length > PARTS ? parts[PARTS + 1] : ""));
    }

    private static int number(String text) {
        return Integer.parseInt(text, 36);
    }

    private static String text(UUID id) {
        var bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static UUID id(String text) {
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
