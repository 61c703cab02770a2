package ovation.payouts;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why money does not go out. */
enum PayoutsProblem implements ProblemCode {
    /** Who made a batch may not release it. */
    PAYOUT_NEEDS_ANOTHER_PERSON(409),
    BATCH_NOT_OPEN(409),
    NOTHING_TO_PAY(409),
    NOTHING_TO_HOLD(409),
    HOLD_IS_OVER(409),
    APPEALED_ALREADY(409),
    WRONG_PENNY_CODE(422),
    TOO_MANY_PENNY_CODES(429),
    NOTHING_TO_VERIFY(409),
    STATUS_FILE_UNREADABLE(422),
    STATUS_FILE_OF_NO_BATCH(422),
    STATEMENT_MONTH_NOT_OVER(409),
    PAYOUT_BOOKS_STOPPED(503);

    private final int status;

    PayoutsProblem(int status) {
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
