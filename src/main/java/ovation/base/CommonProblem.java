package ovation.base;

import java.util.Locale;

/** The refusals that every module needs. */
public enum CommonProblem implements ProblemCode {
    INVALID_INPUT(400),
    SIGN_IN_NEEDED(401),
    NOT_ALLOWED(403),
    NOT_FOUND(404),
    CONFLICT(409),
    TOO_LARGE(413),
    ID_REUSED(422),
    TOO_MANY_REQUESTS(429),
    OVERLOADED(503);

    private final int status;

    CommonProblem(int status) {
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
