package ovation.ledger;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a request in one fixed encoding, which tells a replay from the use of an id for something else. The
 * encoding is kept for ever: stored hashes are compared with it. Fields in order, big-endian, texts with their length;
 * instants in microseconds, because that is what the database keeps.
 */
final class RequestHash {

    private static final int ENCODING = 1;

    private final byte[] bytes;

    private RequestHash(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    static RequestHash of(Transfer transfer, @Nullable Instant expiresAt) {
        return hash(out -> {
            out.writeUTF(expiresAt == null ? "post" : "hold");
            out.writeUTF(transfer.kind());
            out.writeUTF(transfer.cause().kind());
            write(out, transfer.cause().id());
            write(out, transfer.effectiveAt());
            if (expiresAt != null) {
                write(out, expiresAt);
            }
            out.writeInt(transfer.legs().size());
            for (var leg : transfer.legs()) {
                out.writeUTF(leg.account().kind().name());
                write(out, leg.account().owner());
                out.writeUTF(leg.account().currency());
                out.writeLong(leg.micros());
            }
        });
    }

    /** @param amount null for a release */
    static RequestHash ofEnding(UUID hold, String state, @Nullable Money amount) {
        return hash(out -> {
            out.writeUTF(state);
            write(out, hold);
            if (amount != null) {
                out.writeUTF(amount.currency());
                out.writeLong(amount.micros());
            }
        });
    }

    private interface Encoding {
        void to(DataOutputStream out) throws IOException;
    }

    private static RequestHash hash(Encoding encoding) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(ENCODING);
            encoding.to(out);
            return new RequestHash(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static void write(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano() / 1_000);
    }
}
