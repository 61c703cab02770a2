package ovation.ads.topview;

import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import ovation.base.SubjectRef;
import ovation.identity.Businesses;
import ovation.ledger.FactBehind;

/** Behind the money of TopView stands a booking: its market, its day, its share, and who bought it. */
@Component
class TopViewFacts implements FactBehind {

    private static final String KIND = "ads.topview.";

    private final TopViewBookings bookings;
    private final Businesses businesses;
    private final MessageSource words;

    TopViewFacts(TopViewBookings bookings, Businesses businesses, MessageSource words) {
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
            var code = "ads.fact.topview." + kind.substring(KIND.length());
            var business = businesses
                    .find(booking.business())
                    .map(Businesses.Business::name)
                    .orElse("–");
            var title = words.getMessage(
                    code,
                    new Object[] {
                        booking.share(), booking.market(), booking.day().toString(), business
                    },
                    code,
                    LocaleContextHolder.getLocale());
            return new Fact(String.valueOf(title), "/finance/topview/" + booking.id());
        });
    }
}
