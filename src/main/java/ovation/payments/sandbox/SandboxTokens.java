package ovation.payments.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import ovation.base.Signer;

/** Who holds the token of a payment may decide it: the page of a provider knows no sign-in of ours. */
@Sandbox
@Component
public class SandboxTokens {

    private final Signer signer;
    private final String apiKey;
    private final String webhookSecret;

    SandboxTokens(@Value("${ovation.secret}") String secret) {
        this.signer = Signer.of(secret, "payments-sandbox");
        this.apiKey = "sk_sandbox_" + Signer.of(secret, "payments-sandbox-key").sign(bytes("key"));
        this.webhookSecret =
                "whsec_sandbox_" + Signer.of(secret, "payments-sandbox-webhook").sign(bytes("webhook"));
    }

    public String of(UUID payment) {
        return signer.sign(ByteBuffer.allocate(16)
                .putLong(payment.getMostSignificantBits())
                .putLong(payment.getLeastSignificantBits())
                .array());
    }

    Optional<UUID> open(String token) {
        return signer.open(token).filter(payload -> payload.length == 16).map(payload -> {
            var bytes = ByteBuffer.wrap(payload);
            return new UUID(bytes.getLong(), bytes.getLong());
        });
    }

    /** What the merchant shows to its REST. Both follow from the installation's secret: nothing to set up, nothing to leak. */
    public String apiKey() {
        return apiKey;
    }

    /** What signs its webhooks. */
    public String webhookSecret() {
        return webhookSecret;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
