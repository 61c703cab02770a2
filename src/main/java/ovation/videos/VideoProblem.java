package ovation.videos;

import java.util.Locale;
import ovation.base.ProblemCode;

/** What may be wrong with a post, or with what people say to it. */
enum VideoProblem implements ProblemCode {
    ASSET_USED(409),
    ASSET_REFUSED(422),
    COMMENTS_CLOSED(403),
    TOO_MANY_COMMENTS(429),
    UNSUPPORTED_TUS(412);

    private final int status;

    VideoProblem(int status) {
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
