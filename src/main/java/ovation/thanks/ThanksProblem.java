package ovation.thanks;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why nobody is thanked. */
enum ThanksProblem implements ProblemCode {
    THANKS_FROM_ADULTS_ONLY(403),
    THANKS_NOT_TAKEN(409),
    THANKS_TO_YOURSELF(409),
    NOT_ENOUGH_COINS(409),
    COINS_FROZEN(409),
    COINS_OVER_LIMIT(429);

    private final int status;

    ThanksProblem(int status) {
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
