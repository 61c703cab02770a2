package ovation.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import ovation.base.Signer;

/**
 * Signs addresses of files. The expiry is rounded to the hour, so that for an hour everybody gets the same address and
 * every cache may keep it; it is valid for three to four hours.
 */
@Component
class MediaLinks {

    private static final long HOUR = Duration.ofHours(1).toSeconds();
    private static final int VALID_HOURS = 4;

    private final Signer signer;
    private final Clock clock;

    MediaLinks(@Value("${ovation.secret}") String secret, Clock clock) {
        this.signer = Signer.of(secret, "media");
        this.clock = clock;
    }

    String sign(UUID asset, String file) {
        var expires = (clock.instant().getEpochSecond() / HOUR + VALID_HOURS) * HOUR;
        return "/media/" + asset + "/" + file + "?e=" + expires + "&s=" + signer.sign(payload(asset, file, expires));
    }

    boolean holds(UUID asset, String file, long expires, String signature) {
        return clock.instant().getEpochSecond() < expires
                && signer.open(signature)
                        .filter(payload -> Arrays.equals(payload, payload(asset, file, expires)))
                        .isPresent();
    }

    private static byte[] payload(UUID asset, String file, long expires) {
        var name = file.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(24 + name.length)
                .putLong(asset.getMostSignificantBits())
                .putLong(asset.getLeastSignificantBits())
                .putLong(expires)
                .put(name)
                .array();
    }
}
