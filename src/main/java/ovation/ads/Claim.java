package ovation.ads;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What an ad's exposure token carries: the price that was agreed at serving and what it was made of. It is signed with the
 * token, so that settling needs to ask nobody.
 *
 * @param priceMicros of the billed event, taken from the lease at serving
 * @param runnerUpMicros score of the best bid of somebody else, per impression; 0 if there was none
 * @param reserveMicros per impression
 * @param clickPpm predicted probability of a click, in millionths
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
        int candidates) {

    private static final String VERSION = "ad1";

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
                Integer.toString(candidates, 36));
    }

    /** Empty for a claim that is not ours. */
    static Optional<Claim> decode(String claim) {
        if (!claim.startsWith(VERSION + "~")) {
            return Optional.empty();
        }
        var parts = claim.split("~", -1);
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
                Integer.parseInt(parts[10], 36)));
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
