package ovation.ads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps this node's leases filled, beside the requests: one thread, so at most one connection. An idle lease is extended
 * with all others in one statement; one that was used is cut back and replaced.
 */
@Component
class LeaseKeeper {

    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

    /** A slice lasts for at least so many impressions or clicks… */
    private static final int LEAST_IMPRESSIONS = 100;

    private static final int LEAST_CLICKS = 10;
    /** …and at least this part of the budget. */
    private static final int BUDGET_PART = 50;

    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(3);
    private static final int MOST_OPENINGS = 200;

    private final Boards boards;
    private final Leases leases;
    private final Clock clock;

    LeaseKeeper(Boards boards, Leases leases, Clock clock) {
        this.boards = boards;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 200)
    void keep() {
        try {
            renew();
            fill();
        } catch (TransientDataAccessException busy) {
            log.info("Leases are tried again: {}", busy.getMessage());
        }
    }

    @Scheduled(fixedDelay = 5000)
    void closeExpired() {
        for (var lease : leases.expired()) {
            leases.close(lease);
        }
    }

    private void renew() {
        var now = clock.instant();
        var board = boards.board();
        var idle = new ArrayList<Lease>();
        for (var entry : boards.accounts().entrySet()) {
            var line = board.byAdGroup().get(entry.getKey());
            for (var lease : entry.getValue().leases()) {
                var gone = line == null || !line.onAir(now) || !line.period(now).equals(lease.period());
                if (gone || (lease.over(now) && lease.used())) {
                    giveUp(entry.getValue(), lease);
                } else if (lease.over(now)) {
                    idle.add(lease);
                }
            }
        }
        if (!idle.isEmpty()) {
            var until = leases.extend(idle.stream().map(Lease::id).toList());
            idle.forEach(lease -> lease.extend(until));
        }
    }

    private void giveUp(LineAccount account, Lease lease) {
        var committed = lease.end();
        leases.cutBack(lease.id(), committed);
        account.drop(lease, committed);
    }

    private void fill() {
        var openings = 0;
        var now = clock.instant();
        for (var line : boards.board().byAdGroup().values()) {
            var account = line.account();
            if (!account.needsLease(now) || !line.onAir(now)) {
                continue;
            }
            if (account.exhausted(line.period(now), line.highestPrice())) {
                continue;
            }
            open(line, now);
            if (++openings >= MOST_OPENINGS) {
                return;
            }
        }
    }

    /** One ad group's trouble is not the others'. */
    private void open(Line line, Instant now) {
        var account = line.account();
        try {
            var opening = leases.open(line, wish(line));
            if (opening.lease().isPresent()) {
                account.add(opening.lease().get(), opening.budget());
            } else {
                account.learn(opening.budget());
                account.waitUntil(now.plus(AFTER_REFUSAL));
            }
        } catch (RuntimeException failed) {
            account.waitUntil(now.plus(AFTER_REFUSAL));
            log.error("No lease for ad group {}; tried again later", line.adGroup(), failed);
        }
    }

    private static long wish(Line line) {
        var least = line.highestPrice()
                * switch (line.billing()) {
                    case CPM -> LEAST_IMPRESSIONS;
                    case CPC, CPV -> LEAST_CLICKS;
                    case OCPM -> 1; // hardly an impression is worth that much
                };
        return Math.max(2 * line.account().lastUsed(), Math.max(least, line.budgetMicros() / BUDGET_PART));
    }

    /** After the advertiser has paid: asks for leases at once. */
    void wake(UUID business) {
        for (var line : boards.board().byAdGroup().values()) {
            if (line.business().equals(business)) {
                line.account().waitUntil(Instant.MIN);
            }
        }
    }
}
