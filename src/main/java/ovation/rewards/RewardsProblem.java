package ovation.rewards;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why a day is not closed. */
enum RewardsProblem implements ProblemCode {
    DAY_NOT_OVER(409),
    DAY_NOT_COMPLETE(409);

    private final int status;

    RewardsProblem(int status) {
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
