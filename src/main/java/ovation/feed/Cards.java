package ovation.feed;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** SPI {@code feed.cards}: a bean that draws the things of one kind, whoever owns them. */
public interface Cards {

    /** The kind of {@link ovation.base.SubjectRef} that it draws, for example {@code product}. */
    String kind();

    /** Answers from memory. Empty for what is unknown, withdrawn or sold out: nothing leads there. */
    Optional<Card> card(UUID id);

    /**
     * What a business may advertise of what is on show now, the newest first.
     *
     * @param business id of a business of any kind
     * @param words only those whose title has them, whatever the case; all if empty
     */
    List<Card> promotable(UUID business, String words, int most);

    /** Whether a business may advertise it; asked when an ad is made, not when it is served. */
    boolean mayPromote(UUID business, UUID id);
}
