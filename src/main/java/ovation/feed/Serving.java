package ovation.feed;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import ovation.attention.Exposure;
import ovation.attention.Exposures;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.Slice;
import ovation.base.SubjectRef;
import ovation.identity.People;
import ovation.identity.Viewer;
import ovation.videos.Videos;
import ovation.videos.Videos.VideoCard;
import ovation.videos.Videos.VideoFacts;

/** One page of a feed, from picks to what the client gets: cards, signed exposures, reasons in words. */
@Service
class Serving implements Feeds {

    private final ForYou forYou;
    private final PlainFeed plain;
    private final FollowingFeed following;
    private final SeatPlan seats;
    private final Videos videos;
    private final People people;
    private final Clips clips;
    private final Tastes tastes;
    private final Exposures exposures;
    private final WhyTexts texts;
    private final Clock clock;

    Serving(
            ForYou forYou,
            PlainFeed plain,
            FollowingFeed following,
            SeatPlan seats,
            Videos videos,
            People people,
            Clips clips,
            Tastes tastes,
            Exposures exposures,
            WhyTexts texts,
            Clock clock) {
        this.forYou = forYou;
        this.plain = plain;
        this.following = following;
        this.seats = seats;
        this.videos = videos;
        this.people = people;
        this.clips = clips;
        this.tastes = tastes;
        this.exposures = exposures;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public Slice<FeedItem> forYou(Viewer viewer, int limit, Locale locale) {
        return page(viewer, FeedMode.FOR_YOU, null, limit, locale);
    }

    Slice<FeedItem> page(Viewer viewer, FeedMode mode, @Nullable String cursor, int limit, Locale locale) {
        return switch (mode) {
            case FOR_YOU -> {
                var picks = cursor == null ? opening(viewer, limit) : forYou.next(viewer, limit);
                var items = items(viewer, mode.surface(), picks, locale);
                yield new Slice<>(items, items.isEmpty() ? null : "more");
            }
            case FOLLOWING -> {
                var page = following.page(viewer, cursor, limit);
                yield new Slice<>(items(viewer, mode.surface(), watchable(viewer, page.items()), locale), page.next());
            }
            case PLAIN -> {
                var page = plain.page(cursor, limit);
                var picks = withGuests(viewer, watchable(viewer, page.picks()), page.offset());
                yield new Slice<>(items(viewer, mode.surface(), picks, locale), page.next());
            }
        };
    }

    /** A fresh visit: who has bought the opening comes first and takes one of the places, though never alone. */
    private List<Pick> opening(Viewer viewer, int limit) {
        var guest = seats.welcome(viewer, FeedMode.FOR_YOU.surface());
        if (guest.isEmpty()) {
            return forYou.open(viewer, limit);
        }
        var picks = new ArrayList<Pick>(limit);
        picks.add(Pick.of(guest.get()));
        if (limit > 1) {
            var clips = forYou.open(viewer, limit - 1);
            if (clips.isEmpty()) {
                return List.of();
            }
            picks.addAll(clips);
        }
        return picks;
    }

    private List<Pick> watchable(Viewer viewer, List<Pick> picks) {
        return picks.stream()
                .filter(pick -> videos.mayWatch(viewer, pick.video()))
                .toList();
    }

    private List<Pick> withGuests(Viewer viewer, List<Pick> picks, int offset) {
        var seated = new ArrayList<Pick>(picks.size() + 2);
        var position = offset;
        Optional<VideoFacts> before = Optional.empty();
        for (var pick : picks) {
            var after = clips.find(pick.video()).map(Clip::facts);
            if (seats.isForGuests(position++)) {
                var around = Stream.of(before, after).flatMap(Optional::stream).toList();
                seats.invite(viewer, Surface.PLAIN, List.of(), SeatPlan.NOBODY, around)
                        .ifPresent(item -> seated.add(Pick.of(item)));
            }
            seated.add(pick);
            before = after;
        }
        return seated;
    }

    private List<FeedItem> items(Viewer viewer, Surface surface, List<Pick> picks, Locale locale) {
        var cards = new HashMap<UUID, VideoCard>();
        videos.cards(picks.stream().map(Pick::video).toList()).forEach(card -> cards.put(card.id(), card));
        var followed = viewer.signedIn() ? people.following(viewer.id()) : Set.<UUID>of();
        var items = new ArrayList<FeedItem>(picks.size());
        for (var pick : picks) {
            var card = cards.get(pick.video());
            if (card != null) {
                items.add(item(viewer, surface, pick, card, followed, locale));
            }
        }
        return items;
    }

    private FeedItem item(
            Viewer viewer, Surface surface, Pick pick, VideoCard card, Set<UUID> followed, Locale locale) {
        var guest = pick.guest();
        var token = guest != null ? guest.token() : exposures.sign(exposure(viewer, surface, card));
        var label = guest == null
                ? null
                : new FeedItem.AdLabel(
                        guest.ad(),
                        guest.label(),
                        texts.call(guest.callToAction(), locale),
                        guest.landingUrl(),
                        guest.takeoverMillis(),
                        guest.card());
        return new FeedItem(
                token,
                guest == null ? "video" : "ad",
                card,
                surface != Surface.PLAIN && likes(viewer, pick.video()),
                followed.contains(card.creator().id()),
                label,
                pick.why().stream().map(why -> texts.reason(why, locale)).toList(),
                Math.round(pick.value() * 1000) / 1000.0);
    }

    private boolean likes(Viewer viewer, UUID video) {
        var clip = clips.any(video);
        if (clip == null || viewer.visitor()) {
            return false;
        }
        var taste = tastes.of(viewer.id(), false);
        synchronized (taste) {
            return taste.likes(clip);
        }
    }

    private Exposure exposure(Viewer viewer, Surface surface, VideoCard card) {
        var now = clock.instant();
        return new Exposure(
                Ids.at(now),
                viewer.id(),
                viewer.visitor(),
                SubjectRef.video(card.id()),
                Objects.requireNonNull(card.creator()).id(),
                surface,
                false,
                card.durationMillis(),
                now,
                "");
    }
}
