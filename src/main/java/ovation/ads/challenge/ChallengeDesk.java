package ovation.ads.challenge;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.ads.Access;
import ovation.ads.promo.PromotedPost;
import ovation.ads.promo.Promotion;
import ovation.ads.promo.PromotionReports;
import ovation.ads.promo.Promotions;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.People;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.videos.Videos;

/** Challenges as the business sees them. Its entries are people's posts; what it does with them stays on its page. */
@Component
class ChallengeDesk {

    private final Access access;
    private final Challenges challenges;
    private final Promotions promotions;
    private final PromotionReports reports;
    private final PayingPrizes prizes;
    private final Videos videos;
    private final People people;
    private final Clock clock;

    ChallengeDesk(
            Access access,
            Challenges challenges,
            Promotions promotions,
            PromotionReports reports,
            PayingPrizes prizes,
            Videos videos,
            People people,
            Clock clock) {
        this.access = access;
        this.challenges = challenges;
        this.promotions = promotions;
        this.reports = reports;
        this.prizes = prizes;
        this.videos = videos;
        this.people = people;
        this.clock = clock;
    }

    /**
     * @param state {@code in_review}, {@code approved}, {@code rejected} until it is booked; then {@code booked},
     *     {@code running}, {@code closing}, {@code settled} or {@code cancelled}
     */
    record ChallengeView(
            UUID id,
            String hashtag,
            String headline,
            String brief,
            boolean adultsOnly,
            List<String> regions,
            @Nullable UUID sound,
            @Nullable UUID effect,
            UUID video,
            String review,
            String reason,
            String note,
            int version,
            String state,
            @Nullable BookingView booking,
            Map<String, Long> entries) {}

    /** @param lastDay for entries @param onAir false while a rejection stands */
    record BookingView(
            List<String> markets,
            LocalDate firstDay,
            LocalDate lastDay,
            List<Integer> prizeShares,
            Money frozen,
            Money prize,
            Money boosts,
            Money boostCpm,
            Money charged,
            Money boostsCharged,
            Money prizesPaid,
            Money released,
            boolean onAir,
            boolean cancellable,
            Instant bookedAt) {}

    /** @param poster null once the post is gone */
    record EntryView(
            UUID video,
            @Nullable String handle,
            @Nullable String name,
            @Nullable String caption,
            @Nullable String poster,
            Instant publishedAt,
            String state,
            boolean mayBoost,
            long qualified,
            long earned,
            long paid) {}

    record PrizeView(
            int position,
            UUID video,
            @Nullable String handle,
            @Nullable String name,
            long views,
            Money prize,
            String state,
            Instant availableFrom) {}

    Challenge found(Viewer viewer, UUID business, UUID id) {
        access.toRead(viewer, business);
        return challenges
                .find(id)
                .filter(challenge -> challenge.business().equals(business))
                .orElseThrow(Refused::notFound);
    }

    Challenge toEdit(Viewer viewer, UUID business, UUID id) {
        access.toEdit(viewer, business);
        return found(viewer, business, id);
    }

    ChallengeView one(Viewer viewer, UUID business, UUID id) {
        return view(found(viewer, business, id));
    }

    List<ChallengeView> all(Viewer viewer, UUID business) {
        access.toRead(viewer, business);
        return challenges.of(business).stream().map(this::view).toList();
    }

    ChallengeView view(Challenge challenge) {
        var promotion = promotions.find(challenge.id());
        return new ChallengeView(
                challenge.id(),
                challenge.hashtag(),
                challenge.headline(),
                challenge.brief(),
                challenge.adultsOnly(),
                challenge.regions(),
                challenge.sound(),
                challenge.effect(),
                challenge.video(),
                challenge.review(),
                challenge.reason(),
                challenge.note(),
                challenge.version(),
                promotion.map(its -> its.state(clock.instant())).orElse(challenge.review()),
                promotion.map(this::booking).orElse(null),
                promotion.isEmpty() ? Map.of() : promotions.counts(challenge.id()));
    }

    private BookingView booking(Promotion its) {
        return new BookingView(
                promotions.markets(its.id()),
                its.firstDay(),
                its.lastDay(),
                challenges.prizeShares(its.id()),
                its.money(its.frozenMicros()),
                its.money(its.prizeMicros()),
                its.money(its.boostMicros()),
                its.money(its.cpmMicros()),
                its.money(its.settledMicros()),
                its.money(its.boostSettled()),
                its.money(its.prizeSettled()),
                its.money(its.releasedMicros()),
                its.onAir(),
                its.cancellable(clock.instant()),
                its.bookedAt());
    }

    Promotion promotion(Challenge challenge) {
        return promotions.find(challenge.id()).orElseThrow(Refused::notFound);
    }

    PromotionReports.Report report(Viewer viewer, UUID business, UUID id) {
        return reports.of(promotion(found(viewer, business, id)));
    }

    Slice<EntryView> entries(
            Viewer viewer, UUID business, UUID id, @Nullable String state, @Nullable String cursor, int limit) {
        var slice = promotions.posts(found(viewer, business, id).id(), state, cursor, limit);
        return new Slice<>(entries(slice.items()), slice.next());
    }

    List<EntryView> entries(List<PromotedPost> posts) {
        var cards = new HashMap<UUID, Videos.VideoCard>();
        videos.cards(posts.stream().map(PromotedPost::video).toList()).forEach(card -> cards.put(card.id(), card));
        var names = people.cards(
                posts.stream().map(PromotedPost::creator).distinct().toList());
        return posts.stream()
                .map(post -> entry(post, names, Optional.ofNullable(cards.get(post.video()))))
                .toList();
    }

    private static EntryView entry(
            PromotedPost post, Map<UUID, People.PersonCard> names, Optional<Videos.VideoCard> card) {
        var creator = Optional.ofNullable(names.get(post.creator()));
        return new EntryView(
                post.video(),
                creator.map(People.PersonCard::handle).orElse(null),
                creator.map(People.PersonCard::name).orElse(null),
                card.map(Videos.VideoCard::caption).orElse(null),
                card.map(Videos.VideoCard::poster).orElse(null),
                post.publishedAt(),
                post.state(),
                post.mayBoost(),
                post.qualified(),
                post.earned(),
                post.paid());
    }

    List<PrizeView> prizes(UUID challenge) {
        return prizes(prizes.of(challenge));
    }

    private List<PrizeView> prizes(Collection<PayingPrizes.Prize> won) {
        var names = people.cards(won.stream().map(PayingPrizes.Prize::creator).toList());
        return won.stream()
                .map(prize -> new PrizeView(
                        prize.position(),
                        prize.video(),
                        Optional.ofNullable(names.get(prize.creator()))
                                .map(People.PersonCard::handle)
                                .orElse(null),
                        Optional.ofNullable(names.get(prize.creator()))
                                .map(People.PersonCard::name)
                                .orElse(null),
                        prize.views(),
                        prize.money(),
                        prize.maturedAt() == null ? "estimated" : "available",
                        prizes.availableFrom(prize)))
                .toList();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
