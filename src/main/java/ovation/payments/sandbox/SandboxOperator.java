package ovation.payments.sandbox;

import java.util.List;
import java.util.UUID;

/** What happens at the sandbox company without the merchant: payers, their banks, and its own operators. */
public interface SandboxOperator {

    /** The payer has chosen a card on the hosted page; only the first time counts. */
    void choose(UUID payment, TestCard card);

    /** The payer has answered the bank's 3-D Secure challenge. */
    void answerChallenge(UUID payment, boolean passed);

    /** The payer's bank takes the payment back. @return the dispute's id */
    String openDispute(UUID payment);

    void decideDispute(String dispute, boolean won);

    /** Ends a refund that was left pending. */
    void decideRefund(UUID refund, boolean succeeded);

    /** The receiving bank sends a transfer back. */
    void returnTransfer(UUID transfer);

    /** What the company remembers of its latest payments, newest first. */
    List<SandboxPsp.Payment> latest(int limit);

    Switches switches();

    void switchTo(Switches switches);

    /** Sends what is due now. Runs by itself too. @return whether more may be due */
    boolean deliver();
}
