package ovation.ads;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import ovation.base.SubjectRef;
import ovation.feed.Card;
import ovation.feed.Cards;

/** The cards that an ad may lead to, by whoever draws their kind. */
@Component
class ShopCards {

    private final ObjectProvider<Cards> sources;

    ShopCards(ObjectProvider<Cards> sources) {
        this.sources = sources;
    }

    /** Empty for a kind that nobody draws, and for what its house does not offer now. */
    Optional<Card> find(SubjectRef subject) {
        return sources.stream()
                .filter(source -> source.kind().equals(subject.kind()))
                .findFirst()
                .flatMap(source -> source.card(subject.id()));
    }

    /** Where the card leads. */
    String url(Inputs inputs, SubjectRef destination) {
        var card = find(destination);
        if (card.isEmpty()) {
            inputs.wrong("destination", "card_unknown");
        }
        return card.map(Card::url).orElse("");
    }
}
