package ovation.browser;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import ovation.base.SubjectRef;
import ovation.feed.Card;
import ovation.feed.Cards;
import ovation.ledger.Money;

/** Goods of businesses in memory, until there is a shop. */
@TestConfiguration(proxyBeanMethods = false)
class Stall implements Cards {

    private static final String KIND = "stall_product";

    private record Good(UUID business, Card card) {}

    private final Map<UUID, Good> goods = new ConcurrentHashMap<>();

    void offer(UUID business, String title, @Nullable Money price) {
        var id = UUID.randomUUID();
        goods.put(id, new Good(business, new Card(new SubjectRef(KIND, id), title, "", null, price, "/goods/" + id)));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Card> card(UUID id) {
        return Optional.ofNullable(goods.get(id)).map(Good::card);
    }

    @Override
    public List<Card> promotable(UUID business, String words, int most) {
        return of(goods.values(), business).stream()
                .filter(card -> card.title().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
                .limit(most)
                .toList();
    }

    @Override
    public boolean mayPromote(UUID business, UUID id) {
        return goods.containsKey(id) && goods.get(id).business().equals(business);
    }

    private static List<Card> of(Collection<Good> goods, UUID business) {
        return goods.stream()
                .filter(good -> good.business().equals(business))
                .map(Good::card)
                .toList();
    }
}
