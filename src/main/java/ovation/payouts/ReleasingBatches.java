package ovation.payouts;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;

/** The second pair of eyes. What follows is done by {@link SendingBatches}, also after a crash. */
@Service
class ReleasingBatches {

    private final Batches batches;

    ReleasingBatches(Batches batches) {
        this.batches = batches;
    }

    /** @throws Refused {@code payout_needs_another_person} to who made it, {@code batch_not_open} when somebody was faster */
    @Transactional
    public void release(UUID id, UUID by) {
        var batch = batches.lock(id).orElseThrow(Refused::notFound);
        if (batch.state() != Batch.State.DRAFT) {
            throw Refused.because(PayoutsProblem.BATCH_NOT_OPEN);
        }
        if (batch.madeBy().equals(by)) {
            throw Refused.because(PayoutsProblem.PAYOUT_NEEDS_ANOTHER_PERSON);
        }
        batches.released(id, by);
    }
}
