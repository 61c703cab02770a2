package ovation.moderation;

import java.util.Locale;
import java.util.Optional;

/** The catalogue of reasons: for decisions and for reports. Message keys {@code review.reason.<code>}. */
enum Reason {
    MISLEADING,
    LANDING_PAGE_BROKEN,
    LANDING_PAGE_MISMATCH,
    TARGETING_UNFAIR,
    PROHIBITED_PRODUCT,
    BAD_QUALITY,
    ADULT,
    VIOLENCE,
    HATE,
    HARASSMENT,
    SPAM,
    COPYRIGHT,
    PRIVACY,
    OTHER;

    static final String NONE = "none";

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Reason> of(String code) {
        for (var reason : values()) {
            if (reason.code().equals(code)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
