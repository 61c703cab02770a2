package ovation.wallet;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why coins are not bought, spent or given back. */
enum WalletProblem implements ProblemCode {
    ADULTS_ONLY(403),
    COINS_NOT_SOLD_HERE(409),
    PACK_NOT_OFFERED(409),
    WALLET_FROZEN(409),
    COINS_STOPPED(503),
    NOT_REFUNDABLE(409),
    REFUND_CHANGED(409),
    NOTHING_OWED(409);

    private final int status;

    WalletProblem(int status) {
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
