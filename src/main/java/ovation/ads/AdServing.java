package ovation.ads;

import java.util.Optional;
import java.util.UUID;
import ovation.attention.Exposure;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/** What the parts around campaigns ask of serving. */
public interface AdServing {

    /** Whose stop is everybody's. */
    UUID PLATFORM = new UUID(0, 0);

    /** Tells all nodes, with the commit, to read again what serves. */
    void changed();

    /** Who is on which list has changed. */
    void listsChanged();

    /** @throws ovation.base.Refused as when the ad group is edited */
    void budget(Viewer viewer, UUID adGroup, Money amount);

    /** Whose showing an exposure was; empty if it is no ad of the auction. */
    Optional<Shown> shown(Exposure exposure);

    record Shown(UUID ad, UUID adGroup) {}

    /** Whether so much counts as a view. */
    boolean isView(int watchedMillis, int durationMillis);

    /** A rejected ad is looked at once more. */
    void backInReview(UUID ad);
}
