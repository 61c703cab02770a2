package ovation.ads.topview;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why TopView refuses. */
enum TopViewProblem implements ProblemCode {
    /** A creative that is or was on air in a TopView keeps what was reviewed and bought. */
    TOPVIEW_CREATIVE_FROZEN(409),
    TOPVIEW_CREATIVE_NOT_APPROVED(409),
    /** Less of the day is left than was asked for. */
    TOPVIEW_SOLD_OUT(409),
    /** The price has moved above what the buyer agreed to. */
    TOPVIEW_PRICE_MOVED(409),
    /** The prepaid balance does not cover the price. */
    TOPVIEW_BALANCE_TOO_LOW(409),
    /** Its day has begun: it cannot be called off. */
    TOPVIEW_BEGUN(409);

    private final int status;

    TopViewProblem(int status) {
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
