package ovation.ledger;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why a month is not closed. */
enum LedgerProblem implements ProblemCode {
    /** It runs still, or has not been over for long enough. */
    PERIOD_NOT_OVER(409),
    /** Another month is next. */
    PERIOD_OUT_OF_ORDER(409),
    /** Something must be done first. */
    PERIOD_HELD_UP(409),
    /** Somebody who may date in it has been at work for too long. */
    PERIOD_BUSY(409);

    private final int status;

    LedgerProblem(int status) {
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
