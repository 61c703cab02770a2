package ovation.feed;

import java.util.Optional;
import java.util.UUID;

/** SPI {@code feed.cards}: a bean that draws the things of one kind, whoever owns them. */
public interface Cards {

    /** The kind of {@link ovation.base.SubjectRef} that it draws, for example {@code product}. */
    String kind();

    /** Answers from memory. Empty for what is unknown, withdrawn or sold out: nothing leads there. */
    Optional<Card> card(UUID id);
}
