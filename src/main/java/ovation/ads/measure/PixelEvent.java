package ovation.ads.measure;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ovation.ads.goal.Goal;

/**
 * An event as an advertiser's page or server reports it.
 *
 * @param id the same by pixel and by server, so that it counts once: 1 to 64 of letters, digits and {@code . _ : -}
 * @param at ISO 8601, at most seven days ago and five minutes ahead; now if it is not said
 * @param value integer micros
 * @param ovclid the click id that the landing page's address carried
 * @param email SHA-256 of the trimmed address in lower case, in hex
 * @param phone SHA-256 of the number in E.164, in hex
 * @param consent {@code denied} if the person has not agreed to be recognised: then click id and keys are not read
 */
record PixelEvent(
        @Nullable String event,
        @Nullable String id,
        @Nullable String at,
        @Nullable Amount value,
        @Nullable String ovclid,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String consent) {

    static final Duration BACK = Duration.ofDays(7);
    static final Duration AHEAD = Duration.ofMinutes(5);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    /** A thousand million units: more is a slip of the finger. */
    private static final long MOST_MICROS = 1_000_000_000_000_000L;

    record Amount(@Nullable Long micros, @Nullable String currency) {}

    /** The code of what is wrong, or null. */
    @Nullable
    String refusal(Instant now) {
        if (event == null || !Goal.isEvent(event)) {
            return "event_unknown";
        }
        if (id == null || !ID.matcher(id).matches()) {
            return "id_invalid";
        }
        var happened = happenedAt(now);
        if (happened == null) {
            return "time_invalid";
        }
        if (happened.isBefore(now.minus(BACK))) {
            return "too_old";
        }
        if (happened.isAfter(now.plus(AHEAD))) {
            return "in_future";
        }
        if (value != null && !valid(value)) {
            return "value_invalid";
        }
        return hash(email) && hash(phone) ? null : "match_key_invalid";
    }

    private static boolean valid(Amount amount) {
        var micros = amount.micros();
        var currency = amount.currency();
        return micros != null
                && micros >= 0
                && micros <= MOST_MICROS
                && currency != null
                && CURRENCY.matcher(currency).matches();
    }

    private static boolean hash(@Nullable String key) {
        return key == null || HASH.matcher(key).matches();
    }

    @Nullable
    Instant happenedAt(Instant now) {
        if (at == null) {
            return now;
        }
        try {
            return OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    boolean mayBeRecognised() {
        return !"denied".equals(consent);
    }
}
