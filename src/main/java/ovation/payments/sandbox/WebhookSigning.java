package ovation.payments.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The sandbox signs as Stripe does: {@code t=<seconds>,v1=<HMAC-SHA-256 of "t.body" in hexadecimal>[,v1=…]}. */
public final class WebhookSigning {

    private WebhookSigning() {}

    public static String header(List<String> secrets, long epochSeconds, String body) {
        var header = new StringBuilder("t=").append(epochSeconds);
        secrets.forEach(secret -> header.append(",v1=").append(signature(secret, epochSeconds, body)));
        return header.toString();
    }

    private static String signature(String secret, long epochSeconds, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((epochSeconds + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
