package ovation.ads.sound;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

/** Paid sounds as their label sees them. */
@Component
class SoundDesk {

    private final Access access;
    private final PaidSoundRows rows;
    private final Promotions promotions;
    private final PromotionReports reports;
    private final Videos videos;
    private final People people;
    private final Clock clock;

    SoundDesk(
            Access access,
            PaidSoundRows rows,
            Promotions promotions,
            PromotionReports reports,
            Videos videos,
            People people,
            Clock clock) {
        this.access = access;
        this.rows = rows;
        this.promotions = promotions;
        this.reports = reports;
        this.videos = videos;
        this.people = people;
        this.clock = clock;
    }

    /** @param state {@code in_review}, {@code approved}, {@code rejected} until it is booked; then the booking's */
    record SoundView(
            UUID id,
            UUID sound,
            @Nullable String title,
            String headline,
            String line,
            String review,
            String reason,
            String note,
            String state,
            @Nullable BookingView booking,
            Map<String, Long> posts) {}

    record BookingView(
            List<String> places,
            List<String> markets,
            LocalDate firstDay,
            LocalDate lastDay,
            Money frozen,
            Money boosts,
            Money charged,
            Money boostsCharged,
            Money released,
            boolean onAir,
            boolean cancellable,
            Instant bookedAt) {}

    /** @param poster null once the post is gone */
    record PostView(
            UUID video,
            @Nullable String handle,
            @Nullable String caption,
            @Nullable String poster,
            String state,
            boolean mayBoost,
            long qualified,
            long earned,
            long paid) {}

    PaidSound found(Viewer viewer, UUID business, UUID id) {
        access.toRead(viewer, business);
        return rows.find(id).filter(sound -> sound.business().equals(business)).orElseThrow(Refused::notFound);
    }

    PaidSound toEdit(Viewer viewer, UUID business, UUID id) {
        access.toEdit(viewer, business);
        return found(viewer, business, id);
    }

    SoundView one(Viewer viewer, UUID business, UUID id) {
        return view(found(viewer, business, id));
    }

    List<SoundView> all(Viewer viewer, UUID business) {
        access.toRead(viewer, business);
        return rows.of(business).stream().map(this::view).toList();
    }

    SoundView view(PaidSound sound) {
        var promotion = promotions.find(sound.id());
        return new SoundView(
                sound.id(),
                sound.sound(),
                videos.sound(sound.sound()).map(Videos.Sound::title).orElse(null),
                sound.headline(),
                sound.line(),
                sound.review(),
                sound.reason(),
                sound.note(),
                promotion.map(its -> its.state(clock.instant())).orElse(sound.review()),
                promotion.map(this::booking).orElse(null),
                promotion.isEmpty() ? Map.of() : promotions.counts(sound.id()));
    }

    private BookingView booking(Promotion its) {
        return new BookingView(
                promotions.places(its.id()),
                promotions.markets(its.id()),
                its.firstDay(),
                its.lastDay(),
                its.money(its.frozenMicros()),
                its.money(its.boostMicros()),
                its.money(its.settledMicros()),
                its.money(its.boostSettled()),
                its.money(its.releasedMicros()),
                its.onAir(),
                its.cancellable(clock.instant()),
                its.bookedAt());
    }

    PromotionReports.Report report(Viewer viewer, UUID business, UUID id) {
        return reports.of(promotions.find(found(viewer, business, id).id()).orElseThrow(Refused::notFound));
    }

    Slice<PostView> posts(
            Viewer viewer, UUID business, UUID id, @Nullable String state, @Nullable String cursor, int limit) {
        var slice = promotions.posts(found(viewer, business, id).id(), state, cursor, limit);
        return new Slice<>(posts(slice.items()), slice.next());
    }

    List<PostView> posts(List<PromotedPost> posts) {
        var cards = new HashMap<UUID, Videos.VideoCard>();
        videos.cards(posts.stream().map(PromotedPost::video).toList()).forEach(card -> cards.put(card.id(), card));
        var names = people.cards(
                posts.stream().map(PromotedPost::creator).distinct().toList());
        return posts.stream()
                .map(post -> {
                    var card = Optional.ofNullable(cards.get(post.video()));
                    return new PostView(
                            post.video(),
                            Optional.ofNullable(names.get(post.creator()))
                                    .map(People.PersonCard::handle)
                                    .orElse(null),
                            card.map(Videos.VideoCard::caption).orElse(null),
                            card.map(Videos.VideoCard::poster).orElse(null),
                            post.state(),
                            post.mayBoost(),
                            post.qualified(),
                            post.earned(),
                            post.paid());
                })
                .toList();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
