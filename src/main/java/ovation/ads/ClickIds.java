package ovation.ads;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import ovation.base.Signer;

/** The click id {@code ovclid}: the exposure, signed, in the address that an ad leads to. It names a showing, never a person. */
@Component
public class ClickIds {

    private static final String PARAMETER = "ovclid";
    private static final int BYTES = 16;
    private static final int LONGEST_URL = 4096;

    private final Signer signer;

    ClickIds(@Value("${ovation.secret}") String secret) {
        this.signer = Signer.of(secret, PARAMETER);
    }

    String carriedBy(String url, UUID exposure) {
        var hash = url.indexOf('#');
        var before = hash < 0 ? url : url.substring(0, hash);
        var after = hash < 0 ? "" : url.substring(hash);
        var carrying = before + (before.contains("?") ? "&" : "?") + PARAMETER + "=" + of(exposure) + after;
        return carrying.length() > LONGEST_URL ? url : carrying;
    }

    public String of(UUID exposure) {
        return signer.sign(ByteBuffer.allocate(BYTES)
                .putLong(exposure.getMostSignificantBits())
                .putLong(exposure.getLeastSignificantBits())
                .array());
    }

    /** The exposure; empty for what we did not make. */
    public Optional<UUID> open(String ovclid) {
        return signer.open(ovclid)
                .filter(bytes -> bytes.length == BYTES)
                .map(ByteBuffer::wrap)
                .map(bytes -> new UUID(bytes.getLong(), bytes.getLong()));
    }
}
