package ovation.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import ovation.base.Cursor;

/**
 * The feed without a person: what everybody watches, in one order that is kept for a while so that pages follow each
 * other. Nothing here takes a viewer; only the gates, asked after the order is made, know who watches.
 */
@Service
class PlainFeed {

    private static final int LONGEST = 1_000;
    private static final Duration NEW_ORDER_EVERY = Duration.ofSeconds(30);

    private final Clips clips;
    private final Model model;
    private final Clock clock;
    private final Cache<Long, List<Clip>> orders = Caffeine.newBuilder()
            .maximumSize(120)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    PlainFeed(Clips clips, Model model, Clock clock) {
        this.clips = clips;
        this.model = model;
        this.clock = clock;
    }

    /** @param picks in order; @param next null at the end */
    record Page(List<Pick> picks, @Nullable String next, int offset) {}

    Page page(@Nullable String cursor, int limit) {
        var position = cursor == null ? null : Cursor.decode(cursor, 2);
        var order = position == null ? clock.millis() / NEW_ORDER_EVERY.toMillis() : position.number(0);
        var offset = position == null ? 0 : Math.clamp(position.number(1), 0, LONGEST);
        var ordered =
                Optional.ofNullable(orders.getIfPresent(order)).orElseGet(() -> orders.get(order, unmade -> order()));
        var now = clock.millis();
        var picks = new ArrayList<Pick>();
        var end = Math.min(ordered.size(), offset + limit);
        for (var clip : ordered.subList(Math.min(offset, end), end)) {
            var features = model.features(clip, null, false, 0, now);
            var why = Reasons.of(
                    new Candidates.Candidate(clip, "trending"), model.contributions(features), null, clips, now);
            picks.add(Pick.of(clip, model.heads().value(features), why));
        }
        return new Page(picks, end < ordered.size() ? Cursor.of(order, end).encode() : null, offset);
    }

    /** Warmest first, but no creator and no sound twice in a row. */
    private List<Clip> order() {
        var waiting = new ArrayDeque<Clip>();
        var order = new ArrayList<Clip>();
        for (var clip : clips.lists().trending()) {
            if (order.size() + waiting.size() >= LONGEST) {
                break;
            }
            if (!clip.facts().adultsOnly()) {
                waiting.add(clip);
            }
        }
        while (!waiting.isEmpty()) {
            var last = order.isEmpty() ? null : order.getLast();
            var next = waiting.stream().filter(clip -> mayFollow(last, clip)).findFirst();
            if (next.isEmpty()) {
                break;
            }
            order.add(next.get());
            waiting.remove(next.get());
        }
        return order;
    }

    private static boolean mayFollow(@Nullable Clip last, Clip next) {
        if (last == null) {
            return true;
        }
        @Nullable UUID sound = next.facts().sound();
        return !next.facts().creator().equals(last.facts().creator())
                && (sound == null || !sound.equals(last.facts().sound()));
    }
}
