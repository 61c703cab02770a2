package ovation.ads.receipts;

import static ovation.base.Columns.ids;
import static ovation.base.Columns.texts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ads.SettlingListener;
import ovation.ads.engine.Context;
import ovation.attention.Exposure;
import ovation.attention.Exposures;
import ovation.base.Signer;

/** Keeps the hash and the MAC of each charge's token, in the transaction of the charge. */
@Component
class KeepingTokens implements SettlingListener {

    private static final int MAC_BYTES = 16;

    private final Exposures exposures;
    private final JdbcClient jdbc;
    private final String keyId;

    KeepingTokens(Exposures exposures, JdbcClient jdbc, @Value("${ovation.secret}") String secret) {
        this.exposures = exposures;
        this.jdbc = jdbc;
        // Goes with the key and tells nothing of it.
        this.keyId = HexFormat.of()
                .formatHex(
                        sha256(Signer.of(secret, "exposure").sign("key id".getBytes(StandardCharsets.US_ASCII))), 0, 8);
    }

    /** Of the key that signs exposure tokens now. */
    String keyId() {
        return keyId;
    }

    @Override
    public void settled(List<Counted> counted, List<Charged> charged) {
        keep(charged.stream()
                .map(charge ->
                        new Billed(charge.counted().exposure(), charge.counted().context()))
                .toList());
    }

    @Override
    public void opened(List<Opened> charged) {
        keep(charged.stream()
                .map(opened -> new Billed(opened.exposure(), Context.UNKNOWN))
                .toList());
    }

    @Override
    public void boosted(List<Boosted> charged) {
        keep(charged.stream()
                .map(boosted -> new Billed(boosted.exposure(), Context.UNKNOWN))
                .toList());
    }

    /** What is kept of a token, in lower-case hex. */
    record Kept(String sha256, String mac) {

        static final Kept NONE = new Kept("", "");
    }

    Kept find(UUID exposure) {
        // primary key
        return jdbc.sql("""
                SELECT encode(token_sha256, 'hex') AS sha256, encode(token_mac, 'hex') AS mac FROM ads_receipt_token
                WHERE exposure = :exposure
                """)
                .param("exposure", exposure)
                .query((row, number) -> new Kept(row.getString("sha256"), row.getString("mac")))
                .optional()
                .orElse(Kept.NONE);
    }

    private record Billed(Exposure exposure, Context context) {}

    private void keep(List<Billed> billed) {
        if (billed.isEmpty()) {
            return;
        }
        // Signing is deterministic: these are the bytes that were served.
        var tokens =
                billed.stream().map(each -> exposures.sign(each.exposure())).toList();
        jdbc.sql("""
                INSERT INTO ads_receipt_token (exposure, token_sha256, token_mac, region, age, gender, surface, video)
                SELECT e, decode(h, 'hex'), decode(m, 'hex'), r, a, g, s, v
                FROM unnest(:exposures::uuid[], :hashes::text[], :macs::text[], :regions::text[], :ages::int[], :genders::int[],
                            :surfaces::text[], :videos::uuid[]) AS t (e, h, m, r, a, g, s, v)
                """)
                .param("exposures", ids(billed, each -> each.exposure().id()))
                .param("videos", ids(billed, each -> each.exposure().subject().id()))
                .param("regions", texts(billed, each -> each.context().region()))
                .param(
                        "surfaces",
                        texts(billed, each -> each.exposure().surface().name()))
                .param(
                        "ages",
                        billed.stream().mapToInt(each -> each.context().age()).toArray())
                .param(
                        "genders",
                        billed.stream()
                                .mapToInt(each -> each.context().gender())
                                .toArray())
                .param(
                        "hashes",
                        tokens.stream()
                                .map(token -> HexFormat.of().formatHex(sha256(token)))
                                .toArray(String[]::new))
                .param("macs", tokens.stream().map(KeepingTokens::mac).toArray(String[]::new))
                .update();
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String mac(String token) {
        var bytes = Base64.getUrlDecoder().decode(token);
        return HexFormat.of().formatHex(Arrays.copyOfRange(bytes, Math.max(0, bytes.length - MAC_BYTES), bytes.length));
    }
}
