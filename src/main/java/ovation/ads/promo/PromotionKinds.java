package ovation.ads.promo;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All kinds of promotions. Looked up when asked, since kinds themselves ask for posts and money. */
@Component
class PromotionKinds {

    private final ObjectProvider<PromotionKind> kinds;

    PromotionKinds(ObjectProvider<PromotionKind> kinds) {
        this.kinds = kinds;
    }

    PromotionKind of(Promotion promotion) {
        return kinds.stream()
                .filter(kind -> kind.kind().equals(promotion.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No kind " + promotion.kind()));
    }
}
