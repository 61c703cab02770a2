package ovation.payments;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why money is not taken or given back, and why a webhook is not. */
enum PaymentsProblem implements ProblemCode {
    WEBHOOK_SIGNATURE_WRONG(400),
    REFUND_OF_UNPAID_CHARGE(409),
    DIFFERENCE_CLOSED(409),
    WRITE_OFF_WAITS_ALREADY(409),
    WRITE_OFF_NEEDS_ANOTHER_PERSON(409);

    private final int status;

    PaymentsProblem(int status) {
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
