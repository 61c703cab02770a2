package ovation.feed;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import ovation.attention.Surface;
import ovation.identity.AgeBand;
import ovation.identity.Viewer;
import ovation.videos.Videos.VideoFacts;

/** Which seats guests may take: one in so many, and the very first only if somebody has bought the opening. */
@Component
class SeatPlan {

    private static final Logger log = LoggerFactory.getLogger(SeatPlan.class);
    static final UUID NOBODY = new UUID(0, 0);

    private final List<Guest> guests;
    private final Clock clock;
    private final int first;
    private final int every;

    SeatPlan(
            ObjectProvider<Guest> guests,
            Clock clock,
            @Value("${ovation.feed.first-guest-seat:3}") int first,
            @Value("${ovation.feed.guest-seat-every:8}") int every) {
        this.guests = guests.orderedStream().toList();
        this.clock = clock;
        this.first = first;
        this.every = every;
    }

    /** @param position of the seat in this viewer's feed, from 0 */
    boolean isForGuests(long position) {
        return position >= first && (position - first) % every == 0;
    }

    /** Who has bought the opening of a fresh visit. It is bought by market, so nothing about the person is told. */
    Optional<Guest.GuestItem> welcome(Viewer viewer, Surface surface) {
        return ask(new SeatRequest(viewer, surface, false, List.of(), NOBODY, clock.instant()), Guest::open);
    }

    Optional<Guest.GuestItem> invite(
            Viewer viewer, Surface surface, List<String> interests, UUID before, List<VideoFacts> around) {
        var personalised = surface != Surface.PLAIN && viewer.age() != AgeBand.AGE_13_17;
        var request = new SeatRequest(
                viewer, surface, personalised, personalised ? interests : List.of(), before, around, clock.instant());
        return ask(request, Guest::take);
    }

    private Optional<Guest.GuestItem> ask(
            SeatRequest request, BiFunction<Guest, SeatRequest, Optional<Guest.GuestItem>> question) {
        for (var guest : guests) {
            try {
                var taken = question.apply(guest, request);
                if (taken.isPresent()) {
                    return taken;
                }
            } catch (RuntimeException e) {
                // A guest's trouble never empties the feed.
                log.error("{} failed to take a seat", guest.getClass().getSimpleName(), e);
            }
        }
        return Optional.empty();
    }
}
