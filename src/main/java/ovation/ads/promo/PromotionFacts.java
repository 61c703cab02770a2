package ovation.ads.promo;

import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import ovation.base.SubjectRef;
import ovation.ledger.FactBehind;

/** Behind the money of promotions stands what was bought, and who bought it. */
@Component
class PromotionFacts implements FactBehind {

    private static final String KIND = "ads.promo.";

    private final PromotionRows rows;
    private final MessageSource words;

    PromotionFacts(PromotionRows rows, MessageSource words) {
        this.rows = rows;
        this.words = words;
    }

    @Override
    public Optional<Fact> of(UUID transfer, String kind, SubjectRef cause) {
        if (!kind.startsWith(KIND)) {
            return Optional.empty();
        }
        return rows.find(cause.id()).map(promotion -> {
            var code = "ads.fact.promo." + kind.substring(KIND.length());
            var title = words.getMessage(
                    code,
                    new Object[] {promotion.headline(), promotion.sponsor()},
                    code,
                    LocaleContextHolder.getLocale());
            return new Fact(String.valueOf(title), "/finance/promotions/" + promotion.id());
        });
    }
}
