package ovation.ads.buying;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why buying refuses. */
enum BuyingProblem implements ProblemCode {
    /** The id names a copy of something else. */
    COPY_ID_TAKEN(409),
    /** One of its members is in another running test. */
    SPLIT_MEMBER_TAKEN(409),
    SPLIT_ENDED(409),
    AD_NOT_REJECTED(409),
    AUDIENCE_FULL(409),
    AUDIENCE_IN_USE(409);

    private final int status;

    BuyingProblem(int status) {
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
