package ovation.media;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why a file is refused: at once by status, or later as the asset's refusal. */
enum MediaProblem implements ProblemCode {
    NOT_A_VIDEO(415),
    DAMAGED(422),
    TOO_LONG(422),
    TOO_MANY_PIXELS(422),
    FILE_TOO_LARGE(413),
    FFMPEG_NEEDED(422),
    TOO_MANY_UPLOADS(429),
    UPLOAD_OFFSET(409),
    UPLOAD_BUSY(423),
    STORAGE_FULL(507),
    /** A signed address that has run out, or was touched. */
    LINK_EXPIRED(403);

    private final int status;

    MediaProblem(int status) {
        this.status = status;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int status() {
        return status;
    }
}
