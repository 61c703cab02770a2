package ovation.ads.promo;

import java.util.Optional;
import java.util.UUID;
import ovation.base.Ids;

/** What the token of a place or a boosted post brings back. @param place one that is sold, {@code boost} or {@code sound_page} */
record PromotionClaim(UUID promotion, String place, String market) {

    static final String BOOST = "boost";
    static final String SOUND_PAGE = "sound_page";
    private static final String VERSION = "pr1";

    String encode() {
        return String.join("~", VERSION, promotion.toString(), place, market);
    }

    boolean boost() {
        return place.equals(BOOST);
    }

    /** Empty for a claim that is not ours. */
    static Optional<PromotionClaim> decode(String claim) {
        if (!claim.startsWith(VERSION + "~")) {
            return Optional.empty();
        }
        var parts = claim.split("~", -1);
        return Ids.parse(parts[1]).map(id -> new PromotionClaim(id, parts[2], parts[3]));
    }
}
