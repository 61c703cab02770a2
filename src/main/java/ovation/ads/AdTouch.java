package ovation.ads;

import java.util.Optional;
import java.util.UUID;
import ovation.attention.Exposure;

/**
 * What an ad's exposure says to those who measure what it brought.
 *
 * @param clicks whether what follows from a click may be measured
 * @param views whether also what follows from seeing it
 */
public record AdTouch(UUID ad, UUID adGroup, boolean clicks, boolean views) {

    private static final String DEED = "~deed~";

    /** Empty if nobody was paid for it, or nothing of this viewer may be measured. */
    public static Optional<AdTouch> of(Exposure exposure) {
        if (!exposure.paid()) {
            return Optional.empty();
        }
        return Claim.decode(exposure.claim())
                .filter(claim -> claim.measured() != Claim.Measured.NOTHING)
                .map(claim -> new AdTouch(claim.ad(), claim.adGroup(), true, claim.measured() == Claim.Measured.ALL));
    }

    /** The ad that was shown, whatever may be measured of the viewer; empty if it was none of the auction's. */
    public static Optional<UUID> ad(Exposure exposure) {
        return exposure.paid() ? Claim.decode(exposure.claim()).map(Claim::ad) : Optional.empty();
    }

    /** Whether so much watched is an engaged view. */
    public static boolean engaged(int watchedMillis, int durationMillis) {
        return Billing.isView(watchedMillis, durationMillis);
    }

    /** The same exposure with what it has led to: so the book of attention tells every node's predictors. */
    public static Exposure converted(Exposure exposure, String event, long valueMicros) {
        return new Exposure(
                exposure.id(),
                exposure.viewer(),
                exposure.visitor(),
                exposure.subject(),
                exposure.owner(),
                exposure.surface(),
                exposure.paid(),
                exposure.durationMillis(),
                exposure.servedAt(),
                exposure.claim() + DEED + event + "~" + Long.toString(valueMicros, 36));
    }

    /** What somebody did after an ad. */
    record Deed(String event, long valueMicros) {}

    static Optional<Deed> deed(String claim) {
        var at = claim.indexOf(DEED);
        if (at < 0) {
            return Optional.empty();
        }
        var parts = claim.substring(at + DEED.length()).split("~", 2);
        return Optional.of(new Deed(parts[0], Long.parseLong(parts[1], 36)));
    }
}
