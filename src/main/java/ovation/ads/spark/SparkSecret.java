package ovation.ads.spark;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * What a code looks like: eighty random bits in Crockford's Base32 (no I, L, O, U), in groups of four, so that it can be
 * read out on the telephone: {@code 7K2M-9QXA-04TR-ZC1H}.
 */
final class SparkSecret {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SparkSecret() {}

    static String fresh() {
        var code = new StringBuilder();
        for (var i = 0; i < LENGTH; i++) {
            if (i > 0 && i % 4 == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** As people type it: any case, with or without hyphens and blanks, O for 0 and I or L for 1. Empty if it cannot be one. */
    static Optional<String> typed(String text) {
        var plain = text.strip()
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return plain.length() == LENGTH && plain.chars().allMatch(each -> ALPHABET.indexOf(each) >= 0)
                ? Optional.of(plain)
                : Optional.empty();
    }

    static byte[] sha256(String code) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(code.replace("-", "").getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
