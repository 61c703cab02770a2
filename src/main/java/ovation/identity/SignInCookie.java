package ovation.identity;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import ovation.base.Signer;

/**
 * What a signed-in browser carries. Nothing in it is secret; all of it is signed.
 *
 * @param signIn id of this sign-in, so that it can be ended alone
 * @param revocation of the account when the sign-in was made or made longer
 * @param signedInAt when the password was given
 * @param freshUntil until then the cookie is believed as far as the cache knows; after that the database is asked
 * @param rememberedUntil when the sign-in ends if nobody comes
 */
record SignInCookie(
        UUID signIn, UUID person, int revocation, Instant signedInAt, Instant freshUntil, Instant rememberedUntil) {

    static final Duration FRESH = Duration.ofMinutes(15);
    static final Duration REMEMBERED = Duration.ofDays(30);
    private static final byte VERSION = 1;
    private static final int BYTES = 1 + 16 + 16 + 4 + 3 * 8;

    static SignInCookie of(UUID signIn, Account account, Instant signedInAt, Instant now) {
        return new SignInCookie(
                signIn, account.id(), account.revocation(), signedInAt, now.plus(FRESH), now.plus(REMEMBERED));
    }

    String signed(Signer signer) {
        return signer.sign(ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(signIn.getMostSignificantBits())
                .putLong(signIn.getLeastSignificantBits())
                .putLong(person.getMostSignificantBits())
                .putLong(person.getLeastSignificantBits())
                .putInt(revocation)
                .putLong(signedInAt.getEpochSecond())
                .putLong(freshUntil.getEpochSecond())
                .putLong(rememberedUntil.getEpochSecond())
                .array());
    }

    /** Empty for what we did not sign. Says nothing about time. */
    static Optional<SignInCookie> read(String value, Signer signer) {
        return signer.open(value)
                .filter(bytes -> bytes.length == BYTES && bytes[0] == VERSION)
                .map(bytes -> {
                    var in = ByteBuffer.wrap(bytes, 1, BYTES - 1);
                    return new SignInCookie(
                            new UUID(in.getLong(), in.getLong()),
                            new UUID(in.getLong(), in.getLong()),
                            in.getInt(),
                            Instant.ofEpochSecond(in.getLong()),
                            Instant.ofEpochSecond(in.getLong()),
                            Instant.ofEpochSecond(in.getLong()));
                });
    }
}
