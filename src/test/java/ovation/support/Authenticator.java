package ovation.support;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The app on somebody's phone: written from RFC 6238 alone, without a look at our own code. */
public final class Authenticator {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;

    /** @param key base 32 as the enrolment shows it; blanks do not matter */
    public Authenticator(String key) {
        var number = BigInteger.ONE;
        var letters = key.replace(" ", "");
        for (var letter : letters.split("")) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(letter)));
        }
        var bytes = letters.length() * 5 / 8;
        var padded = number.shiftRight(letters.length() * 5 - bytes * 8).toByteArray();
        secret = java.util.Arrays.copyOfRange(padded, padded.length - bytes, padded.length);
    }

    public String code(Instant at) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "raw"));
            var hash = mac.doFinal(
                    ByteBuffer.allocate(8).putLong(at.getEpochSecond() / 30).array());
            var start = hash[19] % 16 < 0 ? hash[19] % 16 + 16 : hash[19] % 16;
            var number = new BigInteger(1, java.util.Arrays.copyOfRange(hash, start, start + 4))
                    .mod(BigInteger.TWO.pow(31))
                    .mod(BigInteger.valueOf(1_000_000));
            return String.format("%06d", number.intValueExact());
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
