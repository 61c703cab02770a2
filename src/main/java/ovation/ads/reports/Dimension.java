package ovation.ads.reports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import ovation.ads.SettlingListener.Counted;
import ovation.identity.AgeBand;

/** By what a report can be broken down, one at a time. The names are stored: they never change. */
enum Dimension {
    ALL,
    AGE,
    /** Nobody is asked for it yet, so all of it is {@code unknown}. */
    GENDER,
    REGION,
    PLACEMENT,
    CREATIVE;

    static final String UNKNOWN = "unknown";
    private static final List<AgeBand> AGES = List.of(AgeBand.values());

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Dimension> of(String stored) {
        return Arrays.stream(values())
                .filter(each -> each.stored().equals(stored))
                .findFirst();
    }

    /** Where an event belongs. Age is known of adults with a personalised feed only: who may not be read stays unread here. */
    String valueOf(Counted event) {
        return valueOf(
                event.context().age(),
                event.context().region(),
                event.exposure().surface().name(),
                event.exposure().subject().id());
    }

    /** @param age ordinal of the age band, as the token carries it @param surface name of the place */
    String valueOf(int age, String region, String surface, UUID video) {
        return switch (this) {
            case ALL -> "";
            case AGE -> age(age);
            case GENDER -> UNKNOWN;
            case REGION -> region.isEmpty() ? UNKNOWN : region;
            case PLACEMENT -> surface.toLowerCase(Locale.ROOT);
            case CREATIVE -> video.toString();
        };
    }

    private static String age(int ordinal) {
        return ordinal <= 0 || ordinal >= AGES.size()
                ? UNKNOWN
                : AGES.get(ordinal).name().toLowerCase(Locale.ROOT);
    }
}
