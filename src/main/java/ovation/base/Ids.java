package ovation.base;

import com.github.f4b6a3.uuid.UuidCreator;
import com.github.f4b6a3.uuid.util.UuidUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562): time-ordered, so that they cluster in an index and partition by month. */
public final class Ids {

    private Ids() {}

    /** A new id whose time part is what the clock says. */
    public static UUID next(Clock clock) {
        return at(clock.instant());
    }

    /** A new id whose time part is the given instant, random in all other bits. */
    public static UUID at(Instant instant) {
        return UuidCreator.getTimeOrderedEpoch(instant);
    }

    /**
     * The one id of a named fact at an instant: the same name and instant always give the same id. For
     * transfers that a job makes and may make again after a crash.
     */
    public static UUID of(Instant instant, String name) {
        var digest = sha256(name);
        var millis = instant.toEpochMilli();
        var high = (millis << 16) | 0x7000L | ((digest[0] & 0x0FL) << 8) | (digest[1] & 0xFFL);
        var low = 0L;
        for (var i = 2; i < 10; i++) {
            low = (low << 8) | (digest[i] & 0xFFL);
        }
        return new UUID(high, (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    /** The instant in a version 7 id. */
    public static Instant instantOf(UUID id) {
        return UuidUtil.getInstant(id);
    }

    public static boolean isTimeOrdered(UUID id) {
        return id.version() == 7;
    }

    /** Reads an id in its canonical 36-character form only; {@code UUID.fromString} accepts much else. */
    public static Optional<UUID> parse(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
