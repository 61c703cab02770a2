package ovation.payments;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import ovation.base.Signer;

/** Who holds the token of a charge may decide it: the page of a provider knows no sign-in of ours. */
@Component
class SandboxTokens {

    private final Signer signer;

    SandboxTokens(@Value("${ovation.secret}") String secret) {
        this.signer = Signer.of(secret, "payments-sandbox");
    }

    String of(UUID charge) {
        return signer.sign(ByteBuffer.allocate(16)
                .putLong(charge.getMostSignificantBits())
                .putLong(charge.getLeastSignificantBits())
                .array());
    }

    Optional<UUID> open(String token) {
        return signer.open(token).filter(payload -> payload.length == 16).map(payload -> {
            var bytes = ByteBuffer.wrap(payload);
            return new UUID(bytes.getLong(), bytes.getLong());
        });
    }
}
