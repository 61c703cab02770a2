package ovation.payouts;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** What happens by itself: batches that stopped half-way go on, holds run out, debts are set off, months get statements. */
@Component
class PayoutsJobs {

    private static final Logger log = LoggerFactory.getLogger(PayoutsJobs.class);

    private final Batches batches;
    private final SendingBatches sending;
    private final HoldingEarnings holding;
    private final NettingDebts netting;
    private final MakingStatements making;
    private final Ledger ledger;
    private final Clock clock;

    PayoutsJobs(
            Batches batches,
            SendingBatches sending,
            HoldingEarnings holding,
            NettingDebts netting,
            MakingStatements making,
            Ledger ledger,
            Clock clock) {
        this.batches = batches;
        this.sending = sending;
        this.holding = holding;
        this.netting = netting;
        this.making = making;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${ovation.payouts.interval:30s}",
            initialDelayString = "${ovation.payouts.interval:30s}")
    void carryOn() {
        batches.unfinished().forEach(id -> alone(id, sending::carryOn));
        holding.due().forEach(id -> alone(id, each -> holding.release(each, null, null)));
    }

    @Scheduled(fixedDelay = 5, initialDelay = 5, timeUnit = TimeUnit.MINUTES)
    void askTheProvider() {
        try {
            sending.ask();
        } catch (RuntimeException later) {
            log.warn("The provider did not say where payouts stand; asked again in five minutes", later);
        }
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void hourly() {
        ledger.currencies().stream()
                .filter(currency -> !currency.equals(Money.COIN))
                .forEach(currency -> netting.debtors(currency)
                        .forEach(debtor -> alone(debtor, each -> netting.net(each, currency))));
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        // On the first days of a month, some hours after it began: everything of the last one is booked.
        if (today.getDayOfMonth() <= 5
                && clock.instant().atOffset(ZoneOffset.UTC).getHour() >= 3) {
            try {
                making.make(YearMonth.from(today).minusMonths(1));
            } catch (ConcurrencyFailureException anotherNode) {
                log.info("Another node makes the statements");
            }
        }
    }

    /** One that fails shall not keep the others. */
    private static void alone(UUID id, Consumer<UUID> work) {
        try {
            work.accept(id);
        } catch (RuntimeException later) {
            log.warn("Payout work on {} failed and is tried again", id, later);
        }
    }
}
