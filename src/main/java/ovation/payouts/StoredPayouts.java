package ovation.payouts;

import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The published face. */
@Service
class StoredPayouts implements Payouts {

    private final ChangingDetails changing;
    private final MakingStatements making;
    private final FinancePayouts finance;

    StoredPayouts(ChangingDetails changing, MakingStatements making, FinancePayouts finance) {
        this.changing = changing;
        this.making = making;
        this.finance = finance;
    }

    @Override
    @Transactional
    public void setUp(UUID creator, Details details, Instant at) {
        changing.setUp(creator, details, at);
    }

    @Override
    public int makeStatements(YearMonth month) {
        return making.make(month);
    }

    @Override
    public void sandboxAnswers(UUID batch, UUID by) {
        finance.askTheSandbox(batch, by);
    }
}
