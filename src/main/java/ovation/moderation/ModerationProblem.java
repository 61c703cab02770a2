package ovation.moderation;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why moderation refuses. */
enum ModerationProblem implements ProblemCode {
    /** Decided by somebody else, or withdrawn after an edit. */
    CASE_CLOSED(409);

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
