package ovation.payments.sandbox;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;
import ovation.base.Ids;
import ovation.ledger.Money;

/** What moved on the merchant's balance, and the report of it by day. */
@Sandbox
@Component
class SandboxReport {

    private final SandboxBooks books;
    private final Clock clock;

    SandboxReport(SandboxBooks books, Clock clock) {
        this.books = books;
        this.clock = clock;
    }

    void moved(String kind, String source, Money gross, Money fee) {
        books.add(new SandboxBooks.Movement("mov_" + Ids.next(clock), kind, source, gross, fee, clock.instant()));
    }

    /** CSV with a head; the day is UTC's. */
    String of(LocalDate day) {
        var csv = new StringBuilder("id,kind,source,currency,gross,fee,net,moved_at\n");
        for (var movement : books.movements(
                day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())) {
            csv.append(String.join(
                            ",",
                            movement.id(),
                            movement.kind(),
                            movement.source(),
                            movement.gross().currency(),
                            movement.gross().decimal(),
                            movement.fee().decimal(),
                            movement.gross().minus(movement.fee()).decimal(),
                            movement.at().toString()))
                    .append('\n');
        }
        return csv.toString();
    }
}
