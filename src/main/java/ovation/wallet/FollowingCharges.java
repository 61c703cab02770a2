package ovation.wallet;

import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.ledger.Money;
import ovation.payments.ChargeFollower;
import ovation.payments.Payments.ChargeRequest;

/** What becomes of a purchase's payment; each call runs in the transaction that stores the provider's word. */
@Component
class FollowingCharges implements ChargeFollower {

    private final IssuingCoins issuing;
    private final EndingRefunds refunds;
    private final DisputedCoins disputes;

    FollowingCharges(IssuingCoins issuing, EndingRefunds refunds, DisputedCoins disputes) {
        this.issuing = issuing;
        this.refunds = refunds;
        this.disputes = disputes;
    }

    @Override
    public boolean follows(String kind) {
        return kind.equals(Purchase.KIND);
    }

    @Override
    public void succeeded(ChargeRequest charge) {
        issuing.issue(charge);
    }

    @Override
    public void refunded(ChargeRequest charge, UUID refund, Money amount) {
        refunds.refunded(refund);
    }

    @Override
    public void refundFailed(ChargeRequest charge, UUID refund, Money amount) {
        refunds.failed(refund);
    }

    @Override
    public void disputed(ChargeRequest charge, UUID dispute, Money amount) {
        disputes.opened(charge.id(), dispute, amount);
    }

    @Override
    public void disputeWon(ChargeRequest charge, UUID dispute, Money amount) {
        disputes.won(charge.id(), dispute, amount);
    }

    @Override
    public void disputeLost(ChargeRequest charge, UUID dispute, Money amount) {
        disputes.lost(charge.id(), dispute, amount);
    }
}
