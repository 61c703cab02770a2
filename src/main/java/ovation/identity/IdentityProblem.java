package ovation.identity;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why a sign-up, a sign-in or a change of an account is refused. */
enum IdentityProblem implements ProblemCode {
    /** Unknown e-mail and wrong password alike: who has an account is nobody's business. */
    WRONG_CREDENTIALS(401),
    TOKEN_INVALID(401),
    TOO_MANY_SIGN_INS(429),
    WRONG_PASSWORD(422),
    WRONG_CODE(422),
    SECOND_FACTOR_NEEDED(403),
    SECOND_FACTOR_EXISTS(409),
    STEP_UP_NEEDED(403),
    LAST_ADMIN(409),
    NOT_YOURSELF(422),
    BLOCKED(403);

    private final int status;

    IdentityProblem(int status) {
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
