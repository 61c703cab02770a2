package ovation.ledger;

import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Component {@code ledger} of the health endpoint: down while a currency is stopped. It reads, and checks nothing itself. */
@Component("ledgerHealthIndicator")
class LedgerHealth implements HealthIndicator {

    private final LedgerChecker checker;

    LedgerHealth(LedgerChecker checker) {
        this.checker = checker;
    }

    @Override
    public Health health() {
        var stops = checker.stops();
        var health = stops.isEmpty() ? Health.up() : Health.down();
        checker.last().ifPresent(report -> health.withDetail("checkedAt", report.at())
                .withDetail("scope", report.scope().name())
                .withDetail("tookMillis", report.took().toMillis())
                .withDetail("entries", report.entries()));
        if (!stops.isEmpty()) {
            health.withDetail(
                    "stopped",
                    stops.stream().collect(Collectors.toMap(LedgerChecker.Stop::currency, LedgerChecker.Stop::what)));
        }
        return health.build();
    }
}
