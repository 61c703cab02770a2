package ovation.ads;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why ads refuses. */
enum AdsProblem implements ProblemCode {
    CAMPAIGN_ENDED(409),
    /** An active campaign needs an ad group and an ad. */
    CAMPAIGN_INCOMPLETE(409);

    private final int status;

    AdsProblem(int status) {
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
