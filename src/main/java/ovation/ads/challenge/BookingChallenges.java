package ovation.ads.challenge;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.ads.Inputs;
import ovation.ads.promo.BookingPromotions;
import ovation.ads.promo.Places;
import ovation.ads.promo.Promotion;
import ovation.ads.promo.PromotionProblem;
import ovation.ads.promo.Promotions;
import ovation.base.Refused;
import ovation.identity.Businesses.Business;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/** Books the days, the hashtag, the prizes and the boosts of a challenge that has passed the review, in one transaction. */
@Service
class BookingChallenges {

    private static final int MOST_PRIZES = 20;

    private final Access access;
    private final Challenges challenges;
    private final BookingPromotions booking;
    private final Promotions promotions;

    BookingChallenges(Access access, Challenges challenges, BookingPromotions booking, Promotions promotions) {
        this.access = access;
        this.challenges = challenges;
        this.booking = booking;
        this.promotions = promotions;
    }

    /**
     * @param markets where the banner stands, on all of its days
     * @param firstDay of the banner, to {@code lastDay} inclusive
     * @param openUntil the last day for entries; null for the banner's last
     * @param prize money; null for none
     * @param prizeShares weights by place of the leaderboard, such as 50, 30, 20
     * @param boosts budget; null for none
     * @param atMost the sum that the buyer has seen
     */
    record Order(
            @Nullable List<String> markets,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable LocalDate openUntil,
            @Nullable Money prize,
            @Nullable List<Integer> prizeShares,
            @Nullable Money boosts,
            @Nullable Money atMost) {}

    BookingPromotions.Quote quote(Viewer viewer, UUID business, Order order) {
        var found = access.toRead(viewer, business);
        return booking.quote(found, checked(found, order));
    }

    /** @param key the caller's idempotency key: the same one books once, also when the answer was lost in a crash */
    @Transactional
    Promotion book(Viewer viewer, UUID businessId, UUID id, String key, Order order) {
        var business = access.toEdit(viewer, businessId);
        var challenge = challenges
                .lock(id)
                .filter(found -> found.business().equals(businessId))
                .orElseThrow(Refused::notFound);
        if (!challenge.review().equals("approved")) {
            throw Refused.because(PromotionProblem.PROMOTION_NOT_APPROVED);
        }
        var checked = checked(business, order);
        if (promotions.find(id).isEmpty()) {
            booking.quote(business, checked); // refuses wrong days before the hashtag is asked for
            try {
                challenges.run(challenge, checked.firstDay(), checked.openUntil(), shares(order));
            } catch (DataIntegrityViolationException taken) {
                throw Refused.because(PromotionProblem.HASHTAG_TAKEN, challenge.hashtag());
            }
        }
        var face = new BookingPromotions.Face(
                Challenge.KIND,
                challenge.headline(),
                "#" + challenge.hashtag(),
                "Take part",
                "/tags/" + challenge.hashtag(),
                challenge.video(),
                challenge.sound());
        return booking.book(id, business, face, checked, viewer.person(), key);
    }

    /** Until its first day; everything goes back, and the hashtag is free again. */
    @Transactional
    void cancel(Viewer viewer, UUID businessId, UUID id) {
        access.toEdit(viewer, businessId);
        var challenge = challenges
                .lock(id)
                .filter(found -> found.business().equals(businessId))
                .orElseThrow(Refused::notFound);
        booking.cancel(challenge.id(), viewer.person());
        challenges.giveHashtagBack(challenge.id());
    }

    private static List<Integer> shares(Order order) {
        return order.prizeShares() == null
                        || order.prize() == null
                        || order.prize().isZero()
                ? List.of()
                : order.prizeShares();
    }

    private static BookingPromotions.Order checked(Business business, Order order) {
        var inputs = new Inputs();
        if (order.firstDay() == null) {
            inputs.wrong("firstDay", "required");
        }
        if (order.lastDay() == null) {
            inputs.wrong("lastDay", "required");
        }
        var prize = order.prize() == null ? 0 : inputs.money("prize", order.prize(), business.currency(), 0);
        var boosts = order.boosts() == null ? 0 : inputs.money("boosts", order.boosts(), business.currency(), 0);
        var shares = shares(order);
        if (prize > 0 && shares.isEmpty()) {
            inputs.wrong("prizeShares", "required");
        }
        if (shares.size() > MOST_PRIZES
                || shares.stream().anyMatch(share -> share == null || share < 1 || share > 100)) {
            inputs.wrong("prizeShares", "out_of_range");
        } else if (prize > 0 && prize < Money.MICROS) {
            inputs.wrong("prize", "too_small"); // each place must get something
        }
        inputs.check();
        var last = java.util.Objects.requireNonNull(order.lastDay());
        return new BookingPromotions.Order(
                List.of(new BookingPromotions.Wish(Places.BANNER, true)),
                order.markets() == null ? Set.of() : new TreeSet<>(order.markets()),
                java.util.Objects.requireNonNull(order.firstDay()),
                last,
                order.openUntil() == null ? last : order.openUntil(),
                boosts,
                prize,
                order.atMost());
    }
}
