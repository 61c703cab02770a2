package ovation.payments;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@code t=<seconds>,v1=<hex>[,v1=…]}: one of the {@code v1} must be the HMAC-SHA-256 of {@code t.body} with one of our
 * secrets, and the time must be near (docs.stripe.com/webhooks/signature). Compared in constant time.
 */
final class WebhookSignature {

    private static final int MOST_SIGNATURES = 10;

    private WebhookSignature() {}

    static boolean valid(@Nullable String header, byte[] body, List<String> secrets, Instant now, Duration tolerance) {
        if (header == null || header.length() > 2_000) {
            return false;
        }
        var time = "";
        var signatures = new ArrayList<byte[]>();
        for (var part : header.split(",", MOST_SIGNATURES + 2)) {
            var field = part.strip();
            if (field.startsWith("t=")) {
                time = field.substring(2);
            } else if (field.startsWith("v1=") && signatures.size() < MOST_SIGNATURES) {
                signatures.add(field.substring(3).getBytes(StandardCharsets.UTF_8));
            }
        }
        if (!time.matches("[0-9]{1,12}")
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now)
                                .abs()
                                .compareTo(tolerance)
                        > 0) {
            return false;
        }
        var valid = false;
        for (var secret : secrets) {
            var expected = signature(secret, time, body);
            for (var signature : signatures) {
                valid |= MessageDigest.isEqual(expected, signature);
            }
        }
        return valid;
    }

    private static byte[] signature(String secret, String time, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body)).getBytes(StandardCharsets.UTF_8);
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
