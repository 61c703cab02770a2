package ovation.ads.shop;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import ovation.ads.Inputs;
import ovation.base.SubjectRef;
import ovation.feed.Card;
import ovation.feed.Cards;

/** The cards that an ad may lead to, by whoever draws their kind. */
@Component
public class ShopCards {

    private final ObjectProvider<Cards> sources;

    ShopCards(ObjectProvider<Cards> sources) {
        this.sources = sources;
    }

    /** Empty for a kind that nobody draws, and for what its house does not offer now. */
    public Optional<Card> find(SubjectRef subject) {
        return source(subject).flatMap(source -> source.card(subject.id()));
    }

    /** Where the card leads; noted as wrong if there is none, or if it is not the business's to advertise. */
    public String url(Inputs inputs, UUID business, SubjectRef destination) {
        var card = source(destination)
                .filter(source -> source.mayPromote(business, destination.id()))
                .flatMap(source -> source.card(destination.id()));
        if (card.isEmpty()) {
            inputs.wrong("destination", "card_unknown");
        }
        return card.map(Card::url).orElse("");
    }

    /** Whether anything is sold here at all. */
    boolean open() {
        return sources.stream().findAny().isPresent();
    }

    /** Of each house at most so many. */
    List<Card> promotable(UUID business, String words, int most) {
        return sources.stream()
                .flatMap(source ->
                        source.promotable(business, words, most).stream().limit(most))
                .toList();
    }

    private Optional<Cards> source(SubjectRef subject) {
        return sources.stream()
                .filter(source -> source.kind().equals(subject.kind()))
                .findFirst();
    }
}
