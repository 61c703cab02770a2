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

    StoredPayouts(ChangingDetails changing, MakingStatements making) {
        this.changing = changing;
        this.making = making;
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
}
