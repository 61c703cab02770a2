package ovation.moderation;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why moderation refuses. */
enum ModerationProblem implements ProblemCode {
    /** Decided by somebody else, or withdrawn after an edit. */
    CASE_CLOSED(409),
    /** Nothing was rejected, it was appealed before, or the appeal itself was decided. */
    NOT_APPEALABLE(409),
    /** Whoever made the decision does not judge the appeal. */
    OTHER_MODERATOR_NEEDED(409);

    private final int status;

    ModerationProblem(int status) {
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
