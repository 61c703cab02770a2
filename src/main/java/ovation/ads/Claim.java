package ovation.ads;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import ovation.ads.engine.Context;

/**
 * What an ad's exposure token carries: the price that was agreed at serving and what it was made of. It is signed with the
 * token, so that settling needs to ask nobody.
 *
 * @param priceMicros of the billed event, taken from the lease at serving
 * @param runnerUpMicros score of the best bid of somebody else, per impression; 0 if there was none
 * @param reserveMicros per impression
 * @param clickPpm predicted probability of a click, in millionths
 * @param modelVersion of the model that predicted it, and {@code calibrationVersion} of its calibration
 * @param context what the prediction knew of the seat
 */
record Claim(
        UUID lease,
        UUID adGroup,
        UUID ad,
        Billing billing,
        long priceMicros,
        long bidMicros,
        long runnerUpMicros,
        long reserveMicros,
        int clickPpm,
        int candidates,
        int modelVersion,
        int calibrationVersion,
        Context context) {

    private static final String VERSION = "ad2";
    /** Before predictions had versions and a context; such tokens live for half an hour. */
    private static final String FIRST_VERSION = "ad1";

    String encode() {
        return String.join(
                "~",
                VERSION,
                text(lease),
                text(adGroup),
                text(ad),
                billing.name(),
                Long.toString(priceMicros, 36),
                Long.toString(bidMicros, 36),
                Long.toString(runnerUpMicros, 36),
                Long.toString(reserveMicros, 36),
                Integer.toString(clickPpm, 36),
                Integer.toString(candidates, 36),
                Integer.toString(modelVersion, 36),
                Integer.toString(calibrationVersion, 36),
                context.encode());
    }

    /** Empty for a claim that is not ours. */
    static Optional<Claim> decode(String claim) {
        var parts = claim.split("~", -1);
        var first = parts[0].equals(FIRST_VERSION);
        if (!first && !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        return Optional.of(new Claim(
                id(parts[1]),
                id(parts[2]),
                id(parts[3]),
                Billing.valueOf(parts[4]),
                Long.parseLong(parts[5], 36),
                Long.parseLong(parts[6], 36),
                Long.parseLong(parts[7], 36),
                Long.parseLong(parts[8], 36),
                Integer.parseInt(parts[9], 36),
                Integer.parseInt(parts[10], 36),
                first ? 0 : Integer.parseInt(parts[11], 36),
                first ? 0 : Integer.parseInt(parts[12], 36),
                first ? Context.UNKNOWN : Context.decode(parts[13]).orElse(Context.UNKNOWN)));
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
