package ovation.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/**
 * Files on their way in, piece by piece, resumable at the byte. Whoever offers the endpoint says who the owner is; all
 * methods answer 404 for other people's uploads.
 */
public interface Uploads {

    /** The longest file, in bytes. */
    long MAX_BYTES = 500L * 1024 * 1024;

    /**
     * @param asset the asset that it becomes, also the upload's id
     * @param offset how many bytes have arrived
     */
    record Upload(UUID asset, long length, long offset) {

        public boolean complete() {
            return offset == length;
        }
    }

    /** @throws ovation.base.Refused if it is too large, or too many were begun */
    Upload begin(UUID owner, long length);

    Upload find(UUID owner, UUID asset);

    /**
     * Appends from the offset that the client believes in; what arrived before a cut is kept.
     *
     * @throws ovation.base.Refused if the offset is not the file's end, or as soon as the bytes are no video
     */
    Upload append(UUID owner, UUID asset, long offset, InputStream body) throws IOException;

    void cancel(UUID owner, UUID asset);
}
