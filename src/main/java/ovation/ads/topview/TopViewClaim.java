package ovation.ads.topview;

import java.util.Optional;
import java.util.UUID;
import ovation.base.Ids;

/** What the token of a TopView brings back: the booking that pays. The price stands in the booking. */
record TopViewClaim(UUID booking) {

    private static final String VERSION = "tv1~";

    String encode() {
        return VERSION + booking;
    }

    /** Empty for a claim that is not ours. */
    static Optional<TopViewClaim> decode(String claim) {
        return claim.startsWith(VERSION)
                ? Ids.parse(claim.substring(VERSION.length())).map(TopViewClaim::new)
                : Optional.empty();
    }
}
