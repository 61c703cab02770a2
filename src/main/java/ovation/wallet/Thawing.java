package ovation.wallet;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;

/** A person of finance lets a wallet go on. What is owed stays owed. */
@Service
class Thawing {

    private static final int WORDS = 500;

    private final Lots lots;
    private final Debts debts;
    private final Clock clock;

    Thawing(Lots lots, Debts debts, Clock clock) {
        this.lots = lots;
        this.debts = debts;
        this.clock = clock;
    }

    /** @throws Refused 404 if the wallet is not frozen */
    @Transactional
    public void thaw(UUID by, UUID person, @Nullable String why) {
        if (why == null || why.isBlank() || why.length() > WORDS) {
            throw Refused.field("why", "thaw_why");
        }
        lots.lock(person);
        if (!debts.thaw(person, by, why.strip(), clock.instant())) {
            throw Refused.notFound();
        }
    }
}
