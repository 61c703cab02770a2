package ovation.videos;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Who offers effects that are not the house's (SPI), and which of them come first in the tray. Asked often: answers from memory. */
public interface EffectOffers {

    /**
     * @param owner whom the showing is counted for
     * @param sponsor in whose name it is offered, for the label
     * @param claim comes back with each report of it, see {@link ovation.attention.Exposure#claim}
     * @param from first UTC day of its flight @param to its last
     */
    record Offer(UUID effect, UUID owner, String sponsor, String claim, LocalDate from, LocalDate to) {}

    /** What stands first in this region's tray now. */
    List<Offer> first(String region);

    /** Whether people of the region may put it on a post: while it is offered, and a little longer for what was recorded then. */
    boolean offers(UUID effect, String region);
}
