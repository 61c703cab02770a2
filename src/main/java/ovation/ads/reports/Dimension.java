package ovation.ads.reports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import ovation.ads.SettlingListener.Counted;
import ovation.identity.AgeBand;
import ovation.identity.Gender;

/** By what a report can be broken down, one at a time. The names are stored: they never change. */
enum Dimension {
    ALL,
    AGE,
    /** As people say of themselves in their settings; {@code unknown} of who does not, and of minors always. */
    GENDER,
    REGION,
    PLACEMENT,
    CREATIVE;

    static final String UNKNOWN = "unknown";
    private static final List<AgeBand> AGES = List.of(AgeBand.values());
    private static final List<Gender> GENDERS = List.of(Gender.values());

    /** Public for the page. */
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Dimension> of(String stored) {
        return Arrays.stream(values())
                .filter(each -> each.stored().equals(stored))
                .findFirst();
    }

    /** Where an event belongs. Age and gender are known of adults with a personalised feed only: who may not be read stays unread here. */
    String valueOf(Counted event) {
        return valueOf(
                event.context().age(),
                event.context().gender(),
                event.context().region(),
                event.exposure().surface().name(),
                event.exposure().subject().id());
    }

    /** @param age ordinal of the age band, as the token carries it, as that of the gender @param surface name of the place */
    String valueOf(int age, int gender, String region, String surface, UUID video) {
        return switch (this) {
            case ALL -> "";
            case AGE -> said(age, AGES);
            case GENDER -> said(gender, GENDERS);
            case REGION -> region.isEmpty() ? UNKNOWN : region;
            case PLACEMENT -> surface.toLowerCase(Locale.ROOT);
            case CREATIVE -> video.toString();
        };
    }

    private static String said(int ordinal, List<? extends Enum<?>> of) {
        return ordinal <= 0 || ordinal >= of.size()
                ? UNKNOWN
                : of.get(ordinal).name().toLowerCase(Locale.ROOT);
    }
}
