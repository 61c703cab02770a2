package ovation.ads.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An ad that could be credited.
 *
 * @param views whether seeing it may count, or only the click
 * @param named whether the conversion itself named it by its click id, which proves the click
 * @param clickDays and {@code viewDays}: within which its campaign is credited; 0 for never
 */
record Touch(
        UUID exposure,
        boolean views,
        boolean named,
        Instant shownAt,
        @Nullable Instant engagedAt,
        @Nullable Instant clickedAt,
        int clickDays,
        int viewDays) {

    /** In the order in which they are credited. */
    enum Kind {
        CLICK,
        ENGAGED_VIEW,
        VIEW
    }

    /** @param candidates how many touches could have been credited */
    record Credit(UUID exposure, Kind kind, Instant at, int windowDays, int candidates) {}

    /** Click before engaged view before view; of the same kind the latest. */
    static Optional<Credit> choose(List<Touch> touches, Instant happenedAt) {
        var credits = touches.stream()
                .flatMap(touch -> touch.credit(happenedAt).stream())
                .sorted(Comparator.comparing(Credit::kind)
                        .thenComparing(Credit::at, Comparator.reverseOrder())
                        .thenComparing(Credit::exposure))
                .toList();
        return credits.stream()
                .findFirst()
                .map(best -> new Credit(best.exposure(), best.kind(), best.at(), best.windowDays(), credits.size()));
    }

    /** The best that this touch itself can be credited as. */
    private Optional<Credit> credit(Instant happenedAt) {
        var clicked = clickedAt == null && named ? shownAt : clickedAt;
        return as(Kind.CLICK, clicked, clickDays, happenedAt)
                .or(() -> views ? as(Kind.ENGAGED_VIEW, engagedAt, viewDays, happenedAt) : Optional.empty())
                .or(() -> views ? as(Kind.VIEW, shownAt, viewDays, happenedAt) : Optional.empty());
    }

    private Optional<Credit> as(Kind kind, @Nullable Instant at, int days, Instant happenedAt) {
        return at == null
                        || days == 0
                        || at.isAfter(happenedAt)
                        || at.plus(Duration.ofDays(days)).isBefore(happenedAt)
                ? Optional.empty()
                : Optional.of(new Credit(exposure, kind, at, days, 1));
    }
}
