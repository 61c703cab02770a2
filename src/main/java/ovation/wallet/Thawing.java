package ovation.wallet;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;

/** A person of finance lets a wallet go on. What is owed stays owed. */
@Service
class Thawing {

    private static final int WORDS = 500;

    private final Lots lots;
    private final JdbcClient jdbc;
    private final Clock clock;

    Thawing(Lots lots, JdbcClient jdbc, Clock clock) {
        this.lots = lots;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws Refused 404 if the wallet is not frozen */
    @Transactional
    public void thaw(UUID by, UUID person, @Nullable String why) {
        if (why == null || why.isBlank() || why.length() > WORDS) {
            throw Refused.field("why", "thaw_why");
        }
        lots.lock(person);
        // Served by wallet_freeze_open.
        var thawed = jdbc.sql("""
                        UPDATE wallet_freeze SET lifted_at = :now, lifted_by = :by, lifted_why = :why
                        WHERE person = :person AND lifted_at IS NULL
                        """)
                .param("now", Purchases.utc(clock.instant()))
                .param("by", by)
                .param("why", why.strip())
                .param("person", person)
                .update();
        if (thawed == 0) {
            throw Refused.notFound();
        }
    }
}
