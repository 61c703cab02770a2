package ovation.payments.sandbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import ovation.base.Refused;

/**
 * How badly the sandbox behaves; by setting {@code ovation.payments.sandbox.switches.*} or its REST.
 *
 * @param webhookDelayMillis added before each webhook
 * @param webhookCopies how often each is sent; 2 sends duplicates
 * @param webhooksReordered sends what is due newest first
 * @param webhooksLostPercent never sent, though the company believes they were
 * @param questionsLostPercent of calls: refused with 503 before any work is done
 * @param answersLostPercent of calls: the work is done, the answer is a 502
 * @param answerDelayMillis added to each answer
 * @param refundsPending leaves refunds pending until an operator decides
 */
@ConfigurationProperties("ovation.payments.sandbox.switches")
public record Switches(
        @DefaultValue("0") int webhookDelayMillis,
        @DefaultValue("1") int webhookCopies,
        @DefaultValue("false") boolean webhooksReordered,
        @DefaultValue("0") int webhooksLostPercent,
        @DefaultValue("0") int questionsLostPercent,
        @DefaultValue("0") int answersLostPercent,
        @DefaultValue("0") int answerDelayMillis,
        @DefaultValue("false") boolean refundsPending) {

    public static final Switches GOOD = new Switches(0, 1, false, 0, 0, 0, 0, false);

    public Switches {
        between(0, webhookDelayMillis, 86_400_000, "webhookDelayMillis");
        between(1, webhookCopies, 10, "webhookCopies");
        between(0, webhooksLostPercent, 100, "webhooksLostPercent");
        between(0, questionsLostPercent, 100, "questionsLostPercent");
        between(0, answersLostPercent, 100, "answersLostPercent");
        between(0, answerDelayMillis, 60_000, "answerDelayMillis");
    }

    private static void between(int least, int value, int most, String name) {
        if (value < least || value > most) {
            throw Refused.field(name, "out_of_range");
        }
    }

    public Switches withWebhooks(int delayMillis, int copies, boolean reordered, int lostPercent) {
        return new Switches(
                delayMillis,
                copies,
                reordered,
                lostPercent,
                questionsLostPercent,
                answersLostPercent,
                answerDelayMillis,
                refundsPending);
    }

    public Switches withCalls(int questionsLost, int answersLost, int delayMillis) {
        return new Switches(
                webhookDelayMillis,
                webhookCopies,
                webhooksReordered,
                webhooksLostPercent,
                questionsLost,
                answersLost,
                delayMillis,
                refundsPending);
    }

    public Switches withPendingRefunds() {
        return new Switches(
                webhookDelayMillis,
                webhookCopies,
                webhooksReordered,
                webhooksLostPercent,
                questionsLostPercent,
                answersLostPercent,
                answerDelayMillis,
                true);
    }
}
