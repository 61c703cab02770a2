package ovation.ads.sound;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.ads.Inputs;
import ovation.ads.promo.BookingPromotions;
import ovation.ads.promo.Places;
import ovation.ads.promo.Promotion;
import ovation.ads.promo.PromotionProblem;
import ovation.ads.promo.Promotions;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.identity.Businesses;
import ovation.identity.Businesses.Business;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.moderation.DecisionMade;
import ovation.moderation.Reviews;
import ovation.videos.Videos;

/** Labels write what their sound is to be seen with, and book it once it has passed the review. */
@Service
class PromotingSounds {

    private static final Set<String> PLACES = Set.of(Places.SOUND_DISCOVER, Places.SOUND_PICKER);

    private final Access access;
    private final PaidSoundRows rows;
    private final BookingPromotions booking;
    private final Promotions promotions;
    private final Videos videos;
    private final Reviews reviews;
    private final Clock clock;

    PromotingSounds(
            Access access,
            PaidSoundRows rows,
            BookingPromotions booking,
            Promotions promotions,
            Videos videos,
            Reviews reviews,
            Clock clock) {
        this.access = access;
        this.rows = rows;
        this.booking = booking;
        this.promotions = promotions;
        this.videos = videos;
        this.reviews = reviews;
        this.clock = clock;
    }

    record SoundForm(
            @Nullable UUID sound,
            @Nullable String headline,
            @Nullable String line) {}

    /**
     * @param places {@code sound_discover}, {@code sound_picker}
     * @param exclusive all of each day's lanes; else one, a share of them
     * @param openUntil the last day on which posts with the sound count; null for the places' last
     * @param boosts budget; null for none
     */
    record Order(
            @Nullable List<String> places,
            @Nullable Boolean exclusive,
            @Nullable List<String> markets,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable LocalDate openUntil,
            @Nullable Money boosts,
            @Nullable Money atMost) {}

    @Transactional
    PaidSound create(Viewer viewer, UUID business, SoundForm form) {
        label(access.toEdit(viewer, business));
        var inputs = new Inputs();
        var sound = inputs.id("sound", form.sound());
        if (form.sound() != null && videos.sound(sound).isEmpty()) {
            inputs.wrong("sound", "unknown_sound");
        }
        var made = new PaidSound(
                Ids.next(clock),
                business,
                sound,
                inputs.text("headline", form.headline(), 60),
                inputs.text("line", form.line(), 140),
                "in_review",
                "none",
                "",
                0);
        inputs.check();
        rows.insert(made, viewer.person(), clock.instant());
        reviews.submit(
                "ads",
                new SubjectRef(PaidSound.SUBJECT, made.id()),
                viewer.person(),
                "Sound · " + made.headline() + " · " + made.line(),
                "/sounds/" + sound);
        return made;
    }

    BookingPromotions.Quote quote(Viewer viewer, UUID business, Order order) {
        var found = access.toRead(viewer, business);
        return booking.quote(found, checked(found, order));
    }

    /** @param key the caller's idempotency key: the same one books once */
    @Transactional
    Promotion book(Viewer viewer, UUID businessId, UUID id, String key, Order order) {
        var business = access.toEdit(viewer, businessId);
        label(business);
        var sound = rows.lock(id)
                .filter(found -> found.business().equals(businessId))
                .orElseThrow(Refused::notFound);
        if (!sound.review().equals("approved")) {
            throw Refused.because(PromotionProblem.PROMOTION_NOT_APPROVED);
        }
        var face = new BookingPromotions.Face(
                PaidSound.KIND,
                sound.headline(),
                sound.line(),
                "Use this sound",
                "/sounds/" + sound.sound(),
                null,
                sound.sound());
        return booking.book(id, business, face, checked(business, order), viewer.person(), key);
    }

    /** Until its first day; everything goes back. */
    @Transactional
    void cancel(Viewer viewer, UUID businessId, UUID id) {
        access.toEdit(viewer, businessId);
        var sound = rows.lock(id)
                .filter(found -> found.business().equals(businessId))
                .orElseThrow(Refused::notFound);
        booking.cancel(sound.id(), viewer.person());
    }

    private static void label(Business business) {
        if (business.kind() != Businesses.Kind.LABEL) {
            throw Refused.because(PromotionProblem.LABEL_NEEDED);
        }
    }

    private static BookingPromotions.Order checked(Business business, Order order) {
        var inputs = new Inputs();
        if (order.firstDay() == null) {
            inputs.wrong("firstDay", "required");
        }
        if (order.lastDay() == null) {
            inputs.wrong("lastDay", "required");
        }
        var places = order.places() == null ? Set.<String>of() : new TreeSet<>(order.places());
        if (!PLACES.containsAll(places)) {
            inputs.wrong("places", "not_offered");
        }
        var boosts = order.boosts() == null ? 0 : inputs.money("boosts", order.boosts(), business.currency(), 0);
        inputs.check();
        var exclusive = Boolean.TRUE.equals(order.exclusive());
        var last = java.util.Objects.requireNonNull(order.lastDay());
        return new BookingPromotions.Order(
                places.stream()
                        .map(place -> new BookingPromotions.Wish(place, exclusive))
                        .toList(),
                order.markets() == null ? Set.of() : new TreeSet<>(order.markets()),
                java.util.Objects.requireNonNull(order.firstDay()),
                last,
                order.openUntil() == null ? last : order.openUntil(),
                boosts,
                0,
                order.atMost());
    }

    /** Joins the moderator's transaction. One that is rejected while it runs is off the air within a second. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void decided(DecisionMade decision) {
        if (!decision.subject().is(PaidSound.SUBJECT)) {
            return;
        }
        rows.lock(decision.subject().id()).ifPresent(sound -> {
            rows.judge(sound.id(), decision.approved() ? "approved" : "rejected", decision.reason(), decision.note());
            promotions.find(sound.id()).ifPresent(its -> promotions.onAir(its.id(), decision.approved()));
        });
    }
}
