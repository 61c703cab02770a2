package ovation.ads.billing;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why billing refuses. */
enum BillingProblem implements ProblemCode {
    /** The grant was approved, rejected or has ended already. */
    GRANT_DECIDED(409),
    /** Who proposes a grant does not approve it. */
    GRANT_NEEDS_ANOTHER_PERSON(403);

    private final int status;

    BillingProblem(int status) {
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
