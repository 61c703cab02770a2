package ovation.attention;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import ovation.base.Signer;
import ovation.base.SubjectRef;

/** Exposures as signed bytes: 80 fixed ones, the subject's kind and the claim, then the tag. */
@Component
class ExposureTokens implements Exposures {

    private static final int FIXED = 80;
    private static final int MAX_TOKEN = 1_000;
    private static final byte VISITOR = 1;
    private static final byte PAID = 2;

    private final Signer signer;

    ExposureTokens(@Value("${ovation.secret}") String secret) {
        this.signer = Signer.of(secret, "exposure");
    }

    @Override
    public String sign(Exposure exposure) {
        var kind = exposure.subject().kind().getBytes(StandardCharsets.US_ASCII);
        var claim = exposure.claim().getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(FIXED + kind.length + claim.length);
        put(bytes, exposure.id());
        put(bytes, exposure.viewer());
        put(bytes, exposure.subject().id());
        put(bytes, exposure.owner());
        bytes.putLong(exposure.servedAt().toEpochMilli());
        bytes.putInt(exposure.durationMillis());
        bytes.put((byte) ((exposure.visitor() ? VISITOR : 0) | (exposure.paid() ? PAID : 0)));
        bytes.put((byte) exposure.surface().code());
        bytes.put((byte) kind.length);
        bytes.put((byte) 0); // version
        bytes.put(kind).put(claim);
        return signer.sign(bytes.array());
    }

    @Override
    public Optional<Exposure> open(String token) {
        if (token.length() > MAX_TOKEN) {
            return Optional.empty();
        }
        return signer.open(token).filter(payload -> payload.length >= FIXED).map(ExposureTokens::read);
    }

    private static Exposure read(byte[] payload) {
        var bytes = ByteBuffer.wrap(payload);
        var id = id(bytes);
        var viewer = id(bytes);
        var subject = id(bytes);
        var owner = id(bytes);
        var servedAt = Instant.ofEpochMilli(bytes.getLong());
        var durationMillis = bytes.getInt();
        var flags = bytes.get();
        var surface = Surface.of(bytes.get());
        var kindLength = bytes.get();
        var kind = new String(payload, FIXED, kindLength, StandardCharsets.US_ASCII);
        var claim =
                new String(payload, FIXED + kindLength, payload.length - FIXED - kindLength, StandardCharsets.UTF_8);
        return new Exposure(
                id,
                viewer,
                (flags & VISITOR) != 0,
                new SubjectRef(kind, subject),
                owner,
                surface,
                (flags & PAID) != 0,
                durationMillis,
                servedAt,
                claim);
    }

    private static void put(ByteBuffer bytes, UUID id) {
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID id(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
