package ovation.ads.effect;

import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import ovation.base.SubjectRef;
import ovation.identity.Businesses;
import ovation.ledger.FactBehind;

/** Behind the money of a branded effect stands a booking: its market, its days, and who bought it. */
@Component
class EffectFacts implements FactBehind {

    private static final String KIND = "ads.effect.";

    private final EffectBookings bookings;
    private final Businesses businesses;
    private final MessageSource words;

    EffectFacts(EffectBookings bookings, Businesses businesses, MessageSource words) {
        this.bookings = bookings;
        this.businesses = businesses;
        this.words = words;
    }

    @Override
    public Optional<Fact> of(UUID transfer, String kind, SubjectRef cause) {
        if (!kind.startsWith(KIND)) {
            return Optional.empty();
        }
        return bookings.find(cause.id()).map(booking -> {
            var code = "ads.fact.effect." + kind.substring(KIND.length());
            var business = businesses
                    .find(booking.business())
                    .map(Businesses.Business::name)
                    .orElse("–");
            var title = words.getMessage(
                    code,
                    new Object[] {
                        booking.market(),
                        booking.firstDay().toString(),
                        booking.lastDay().toString(),
                        business
                    },
                    code,
                    LocaleContextHolder.getLocale());
            return new Fact(String.valueOf(title), "/finance/effects/" + booking.id());
        });
    }
}
