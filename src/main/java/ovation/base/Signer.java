package ovation.base;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs short payloads that travel through a client and come back: HMAC-SHA-256, cut to 128 bits, with a key of
 * its own for each purpose, so that a token of one kind never passes for another.
 */
public final class Signer {

    private static final int TAG_BYTES = 16;
    /** Kept here and not by thread: requests run on virtual threads, each of which would make its own. */
    private final Queue<Mac> idle = new ConcurrentLinkedQueue<>();

    private final byte[] key;

    private Signer(byte[] key) {
        this.key = key.clone();
    }

    /**
     * @param secret the installation's root secret, property {@code ovation.secret}
     * @param purpose what the tokens are for, for example {@code exposure}
     */
    public static Signer of(String secret, String purpose) {
        if (secret.length() < 32) {
            throw new IllegalArgumentException("ovation.secret must have at least 32 characters");
        }
        var root = mac(secret.getBytes(StandardCharsets.UTF_8));
        return new Signer(root.doFinal(("ovation/" + purpose).getBytes(StandardCharsets.UTF_8)));
    }

    /** The payload and its tag in URL-safe base 64. */
    public String sign(byte[] payload) {
        var signed = Arrays.copyOf(payload, payload.length + TAG_BYTES);
        System.arraycopy(tag(payload), 0, signed, payload.length, TAG_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** The payload of an untouched token; empty for anything else. */
    public Optional<byte[]> open(String token) {
        byte[] signed;
        try {
            signed = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (signed.length <= TAG_BYTES) {
            return Optional.empty();
        }
        var payload = Arrays.copyOf(signed, signed.length - TAG_BYTES);
        var tag = Arrays.copyOfRange(signed, payload.length, signed.length);
        return MessageDigest.isEqual(tag, tag(payload)) ? Optional.of(payload) : Optional.empty();
    }

    private byte[] tag(byte[] payload) {
        var kept = idle.poll();
        var mac = kept == null ? mac(key) : kept;
        var tag = Arrays.copyOf(mac.doFinal(payload), TAG_BYTES);
        idle.offer(mac);
        return tag;
    }

    private static Mac mac(byte[] key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
