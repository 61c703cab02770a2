package ovation.ads.receipts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.Signer;

/**
 * The Ed25519 key (RFC 8032) that signs receipts: its private half follows from the installation's secret, as the other keys of
 * the house do; its public half is published, so that anybody can check a receipt without us.
 */
@Component
class ReceiptKeys {

    private static final int RAW = 32;
    /** What an Ed25519 key's X.509 form has before its 32 bytes (RFC 8410). */
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private final KeyPair pair;
    private final String keyId;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicBoolean published = new AtomicBoolean();

    ReceiptKeys(@Value("${ovation.secret}") String secret, JdbcClient jdbc, Clock clock) {
        this.pair = pair(seed(secret));
        this.keyId = idOf(raw(pair.getPublic()));
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param publicKey the 32 bytes in base 64 */
    record PublishedKey(String keyId, String algorithm, String publicKey, Instant firstUsed) {}

    String keyId() {
        return keyId;
    }

    /** In base 64. */
    String sign(String text) {
        publish();
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean verifies(String keyId, String text, String signature) {
        return find(keyId).filter(key -> verifies(key, text, signature)).isPresent();
    }

    private static boolean verifies(PublicKey key, String text, String signature) {
        try {
            var checking = Signature.getInstance("Ed25519");
            checking.initVerify(key);
            checking.update(text.getBytes(StandardCharsets.UTF_8));
            return checking.verify(Base64.getDecoder().decode(signature));
        } catch (SignatureException | InvalidKeyException | IllegalArgumentException notASignature) {
            return false;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Optional<PublicKey> find(String keyId) {
        if (keyId.equals(this.keyId)) {
            return Optional.of(pair.getPublic());
        }
        // primary key
        return jdbc.sql("SELECT public_key FROM ads_receipt_key WHERE key_id = :id")
                .param("id", keyId)
                .query((row, number) -> publicKey(row.getBytes("public_key")))
                .optional();
    }

    /** All that have signed, the newest first: a handful. */
    List<PublishedKey> published() {
        publish();
        return jdbc.sql("SELECT * FROM ads_receipt_key ORDER BY first_used DESC, key_id")
                .query((row, number) -> new PublishedKey(
                        row.getString("key_id"),
                        "Ed25519",
                        Base64.getEncoder().encodeToString(row.getBytes("public_key")),
                        row.getTimestamp("first_used").toInstant()))
                .list();
    }

    private void publish() {
        if (!published.get()) {
            // primary key
            jdbc.sql("""
                    INSERT INTO ads_receipt_key (key_id, public_key, first_used) VALUES (:id, :key, :now)
                    ON CONFLICT (key_id) DO NOTHING
                    """)
                    .param("id", keyId)
                    .param("key", raw(pair.getPublic()))
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
            published.set(true);
        }
    }

    private static byte[] seed(String secret) {
        var token = Signer.of(secret, "receipt-ed25519").sign("seed".getBytes(StandardCharsets.US_ASCII));
        return KeepingTokens.sha256(token);
    }

    private static KeyPair pair(byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Seeded(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A private key of Ed25519 is any 32 bytes: these. */
    private static final class Seeded extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] seed;

        Seeded(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("An Ed25519 key is made of 32 bytes, not " + bytes.length);
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }

    private static byte[] raw(PublicKey key) {
        var encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - RAW, encoded.length);
    }

    private static PublicKey publicKey(byte[] raw) {
        var encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + RAW);
        System.arraycopy(raw, 0, encoded, X509_HEAD.length, RAW);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String idOf(byte[] raw) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
