package ovation.partners;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why a repeated request is refused. */
enum PartnersProblem implements ProblemCode {
    IDEMPOTENCY_KEY_NEEDED(400),
    IDEMPOTENCY_KEY_UNREADABLE(400),
    IDEMPOTENCY_KEY_REUSED(422),
    /** The first request with this key is still being worked on. */
    REQUEST_IN_PROGRESS(409);

    private final int status;

    PartnersProblem(int status) {
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
