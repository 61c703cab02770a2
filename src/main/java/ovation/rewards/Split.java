package ovation.rewards;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import ovation.attention.QualifiedViews.DayOfViews;
import ovation.base.Ids;
import ovation.ledger.Money;

/**
 * The formula {@code rewards-1}: a pool over creators by their qualified views, then each creator's part over his videos
 * likewise; both with largest remainder, so nothing is lost or made. Equal remainders go by the order of receipt ids, which
 * is by lot.
 */
final class Split {

    private static final SecureRandom LOT = new SecureRandom();

    /** A creator's day with the id of its receipt, before any money. */
    record Entrant(UUID receipt, UUID creator, List<DayOfViews> videos) {

        long qualified() {
            return videos.stream().mapToLong(DayOfViews::qualified).sum();
        }
    }

    private Split() {}

    /**
     * Creators with their views, ordered by the receipt ids they are given. Ids are dealt out at random: in any order of
     * the creators a stranger could tell from the order whose receipt is whose.
     */
    static List<Entrant> entrants(List<DayOfViews> views, Clock clock) {
        var byCreator = new LinkedHashMap<UUID, List<DayOfViews>>();
        views.forEach(view -> byCreator
                .computeIfAbsent(view.owner(), owner -> new ArrayList<>())
                .add(view));
        var creators = new ArrayList<>(byCreator.keySet());
        Collections.shuffle(creators, LOT);
        return creators.stream()
                .map(creator -> new Entrant(Ids.next(clock), creator, Objects.requireNonNull(byCreator.get(creator))))
                .sorted(Comparator.comparing(entrant -> entrant.receipt().toString()))
                .toList();
    }

    /** The shares of those with a qualified view, in the order of the entrants. Empty if nobody has one. */
    static List<Receipt.Share> shares(Money pool, List<Entrant> entrants) {
        var counted =
                entrants.stream().filter(entrant -> entrant.qualified() > 0).toList();
        if (counted.isEmpty()) {
            return List.of();
        }
        var parts = pool.allocate(counted.stream().mapToLong(Entrant::qualified).toArray());
        var shares = new ArrayList<Receipt.Share>(parts.length);
        for (var i = 0; i < parts.length; i++) {
            var entrant = counted.get(i);
            shares.add(new Receipt.Share(entrant.receipt(), entrant.qualified(), parts[i].micros()));
        }
        return shares;
    }

    /** A creator's amount over his videos. */
    static List<Receipt.Line> lines(Money amount, List<DayOfViews> videos) {
        var weights = videos.stream().mapToLong(DayOfViews::qualified).toArray();
        var counts = videos.stream().anyMatch(video -> video.qualified() > 0);
        var parts = counts ? amount.allocate(weights) : new Money[0];
        var lines = new ArrayList<Receipt.Line>(videos.size());
        for (var i = 0; i < videos.size(); i++) {
            var video = videos.get(i);
            lines.add(new Receipt.Line(
                    i + 1,
                    video.subject().id(),
                    video.qualified(),
                    video.excludedByReason(),
                    counts ? parts[i].micros() : 0));
        }
        return lines;
    }
}
