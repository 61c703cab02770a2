package ovation.ads.effect;

import java.util.Optional;
import java.util.UUID;
import ovation.base.Ids;

/** What the token of a sponsored effect brings back: the booking that it counts for. */
record EffectClaim(UUID booking) {

    private static final String VERSION = "fx1~";

    String encode() {
        return VERSION + booking;
    }

    /** Empty for a claim that is not ours. */
    static Optional<EffectClaim> decode(String claim) {
        return claim.startsWith(VERSION)
                ? Ids.parse(claim.substring(VERSION.length())).map(EffectClaim::new)
                : Optional.empty();
    }
}
