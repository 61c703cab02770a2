package ovation.ads;

import java.time.Duration;
import java.util.UUID;

/** At most so many showings to one person within the last so many hours. @param owner an ad, ad group, campaign or business */
record Cap(UUID owner, int impressions, int hours) {

    static final int MOST_HOURS = 7 * 24;

    Duration window() {
        return Duration.ofHours(hours);
    }
}
