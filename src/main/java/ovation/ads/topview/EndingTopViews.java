package ovation.ads.topview;

import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.ads.Days;
import ovation.ledger.Ledger;

/** Closes bookings whose day has passed, once no report of it can be billed any more: what was not used goes back. */
@Component
class EndingTopViews {

    private static final Logger log = LoggerFactory.getLogger(EndingTopViews.class);

    private final TopViewBookings bookings;
    private final Ledger ledger;
    private final TopViewSettings settings;
    private final TransactionTemplate transactions;
    private final Clock clock;

    EndingTopViews(
            TopViewBookings bookings,
            Ledger ledger,
            TopViewSettings settings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.bookings = bookings;
        this.ledger = ledger;
        this.settings = settings;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 5000)
    void endPassed() {
        var closed = clock.instant().minus(settings.impressionValid()).minus(settings.grace());
        for (var id : bookings.toClose(Days.of(closed))) {
            try {
                transactions.executeWithoutResult(status -> end(id));
            } catch (RuntimeException failed) {
                log.error("TopView booking {} could not be closed; tried again later", id, failed);
            }
        }
    }

    private void end(UUID id) {
        bookings.lock(id).filter(booking -> booking.ended() == null).ifPresent(booking -> {
            var now = clock.instant();
            var left = booking.leftMicros();
            bookings.end(booking, "settled", left, null, now);
            if (left > 0) {
                BookingTopViews.release(ledger, booking, left, now);
            }
        });
    }
}
