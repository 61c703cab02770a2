package ovation.ads.effect;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why branded effects refuse. */
enum EffectProblem implements ProblemCode {
    /** An effect that is or was booked keeps what was reviewed and bought. */
    EFFECT_FROZEN(409),
    EFFECT_NOT_APPROVED(409),
    /** Some of the days are somebody's already. */
    EFFECT_DAYS_SOLD(409),
    EFFECT_BALANCE_TOO_LOW(409),
    /** The price is above what the buyer agreed to. */
    EFFECT_PRICE_MOVED(409),
    /** Its last day has begun: there is nothing left to call off. */
    EFFECT_OVER(409);

    private final int status;

    EffectProblem(int status) {
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
