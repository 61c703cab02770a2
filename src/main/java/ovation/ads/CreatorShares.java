package ovation.ads;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ovation.ledger.Money;

/** What creators get of the charges for their posts. Both calls join settling's transaction, which posts what they decide. */
public interface CreatorShares {

    /** What was agreed for the post that was shown. */
    record Terms(UUID code, UUID creator, int sharePercent) {

        /** The creator's part of one charge; the parts of a charge sum to it (largest remainder). */
        public Money of(Money price) {
            return price.allocate(sharePercent, 100 - sharePercent)[0];
        }
    }

    /** A post that an ad has shown. */
    record Shown(UUID exposure, UUID ad, UUID video, Instant servedAt) {}

    /** By exposure, for those of creators' posts. */
    Map<UUID, Terms> terms(List<Shown> shown);

    /** A creator's part of one charge. */
    record Share(UUID exposure, UUID ad, long priceMicros, long shareMicros) {}

    /** Keeps the shares of one transfer, all under the same terms. */
    void keep(UUID transfer, String currency, Terms terms, List<Share> shares, Instant at);
}
