package ovation.payouts;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** What finance does with batches, the same for pages and REST. Never inside a transaction: banks and providers are told. */
@Service
class FinancePayouts {

    private static final Logger log = LoggerFactory.getLogger(FinancePayouts.class);

    private final MakingBatches making;
    private final ReleasingBatches releasing;
    private final SendingBatches sending;
    private final ReadingStatusFiles reading;
    private final SandboxBank bank;
    private final Batches batches;
    private final Lines lines;
    private final Ledger ledger;
    private final PayoutsSettings settings;
    private final Clock clock;

    FinancePayouts(
            MakingBatches making,
            ReleasingBatches releasing,
            SendingBatches sending,
            ReadingStatusFiles reading,
            SandboxBank bank,
            Batches batches,
            Lines lines,
            Ledger ledger,
            PayoutsSettings settings,
            Clock clock) {
        this.making = making;
        this.releasing = releasing;
        this.sending = sending;
        this.reading = reading;
        this.bank = bank;
        this.batches = batches;
        this.lines = lines;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    List<String> currencies() {
        return ledger.currencies().stream()
                .filter(currency -> !currency.equals(Money.COIN))
                .toList();
    }

    MakingBatches.Preview preview(String currency, Batch.Rail rail) {
        return making.preview(known(currency), rail);
    }

    /** @param id UUIDv7: batches are listed in the order of their ids */
    Batch make(UUID id, String currency, Batch.Rail rail, UUID by) {
        if (!Ids.isTimeOrdered(id)) {
            throw Refused.notFound();
        }
        return making.make(id, known(currency), rail, by);
    }

    void discard(UUID id, UUID by) {
        making.discard(id, by);
    }

    /** Once it is released it is on its way, whatever happens to this request: the job goes on with it. */
    void release(UUID id, UUID by) {
        releasing.release(id, by);
        try {
            sending.carryOn(id);
        } catch (RuntimeException later) {
            log.warn("Batch {} is released and not all sent; the job goes on with it", id, later);
        }
    }

    ReadingStatusFiles.Report read(String xml, UUID by) {
        return reading.take(xml, by);
    }

    boolean sandbox() {
        return bank.open();
    }

    /** The sandbox bank's answer to a batch's file. @throws Refused 404 where there is a real bank */
    ReadingStatusFiles.Report askTheSandbox(UUID id, UUID by) {
        if (!bank.open()) {
            throw Refused.notFound();
        }
        return reading.take(bank.answer(batches.file(id).orElseThrow(Refused::notFound)), by);
    }

    List<Line> stuck() {
        return lines.stuck(clock.instant().minus(settings.clearingPatience()));
    }

    private String known(String currency) {
        if (!currencies().contains(currency)) {
            throw Refused.field("currency", "currency_unknown");
        }
        return currency;
    }
}
