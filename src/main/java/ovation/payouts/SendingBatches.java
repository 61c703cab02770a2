package ovation.payouts;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.payments.Transfers;
import ovation.payments.Transfers.TransferOutcome;
import ovation.payments.Transfers.TransferRequest;

/**
 * Carries a released batch on: reserves each line, then writes the bank's file or tells the provider. Every step commits by
 * itself and may be repeated, so after a crash the same call goes on where the other one stopped.
 */
@Service
class SendingBatches {

    private static final Logger log = LoggerFactory.getLogger(SendingBatches.class);

    /** How long after a payout the provider is asked whether it has come back. */
    private static final Duration LATE = Duration.ofDays(14);

    private static final Duration PAID_QUIET = Duration.ofDays(1);
    private static final int AT_ONCE = 500;

    private final Batches batches;
    private final Lines lines;
    private final ReservingLines reserving;
    private final DecidingLines deciding;
    private final Details details;
    private final Pain001 pain001;
    private final ObjectProvider<Transfers> provider;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SendingBatches(
            Batches batches,
            Lines lines,
            ReservingLines reserving,
            DecidingLines deciding,
            Details details,
            Pain001 pain001,
            ObjectProvider<Transfers> provider,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.batches = batches;
        this.lines = lines;
        this.reserving = reserving;
        this.deciding = deciding;
        this.details = details;
        this.pain001 = pain001;
        this.provider = provider;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Never inside a transaction. */
    void carryOn(UUID id) {
        var batch = batches.find(id).orElseThrow();
        if (batch.state() != Batch.State.RELEASED) {
            return;
        }
        lines.of(id).stream().filter(line -> line.is(Line.State.PLANNED)).forEach(line -> reserving.reserve(line.id()));
        switch (batch.rail()) {
            case BANK -> transaction.executeWithoutResult(status -> write(id));
            case PROVIDER -> send(id);
        }
    }

    /** The file is made once, and stands in the row with the state that says so. */
    private void write(UUID id) {
        var batch = batches.lock(id).orElseThrow();
        if (batch.state() != Batch.State.RELEASED) {
            return;
        }
        var reserved = lines.of(id).stream()
                .filter(line -> line.is(Line.State.RESERVED))
                .toList();
        var file = reserved.isEmpty() ? null : pain001.write(batch, reserved);
        reserved.forEach(line -> deciding.decide(line.id(), DecidingLines.Verdict.PENDING, null, null));
        batches.submitted(id, file);
    }

    /** One that fails does not keep the others; the batch is told only when all are. */
    private void send(UUID id) {
        var failures = new ArrayList<RuntimeException>();
        for (var line : lines.of(id)) {
            if (line.is(Line.State.RESERVED)) {
                try {
                    take(line, provider.getObject().send(request(line)));
                } catch (RuntimeException later) {
                    failures.add(later);
                }
            }
        }
        if (!failures.isEmpty()) {
            var first = failures.removeFirst();
            failures.forEach(first::addSuppressed);
            throw first;
        }
        transaction.executeWithoutResult(status -> {
            var batch = batches.lock(id).orElseThrow();
            if (batch.state() == Batch.State.RELEASED) {
                batches.submitted(id, null);
            }
        });
    }

    /**
     * Asks the provider where its lines stand; one it has not heard of is sent again. Those that wait are asked about each time,
     * those that are paid once a day, and neither can crowd out the other: both take turns, whoever was not asked about longest
     * first.
     */
    void ask() {
        var now = clock.instant();
        lines.waitingAtTheProvider(AT_ONCE).forEach(this::askAlone);
        lines.paidByTheProvider(now.minus(LATE), now.minus(PAID_QUIET), AT_ONCE).forEach(this::askAlone);
    }

    /** One that fails shall not keep the others, and has had its turn. */
    private void askAlone(UUID id) {
        try {
            lines.asked(id);
            ask(lines.find(id).orElseThrow());
        } catch (RuntimeException later) {
            log.warn("The provider did not say where payout {} stands; asked again later", id, later);
        }
    }

    private void ask(Line line) {
        var known = provider.getObject().find(line.id());
        if (known.isPresent()) {
            take(line, known.get());
        } else if (line.is(Line.State.SUBMITTED)) {
            take(line, provider.getObject().send(request(line)));
        }
    }

    private TransferRequest request(Line line) {
        return new TransferRequest(line.id(), details.account(line.method()), line.net());
    }

    private void take(Line line, TransferOutcome outcome) {
        switch (outcome) {
            case TransferOutcome.Sent sent -> {
                deciding.decide(line.id(), DecidingLines.Verdict.PAID, null, null);
                lines.reference(line.id(), sent.reference());
            }
            case TransferOutcome.Pending pending ->
                deciding.decide(line.id(), DecidingLines.Verdict.PENDING, null, null);
            case TransferOutcome.Failed failed ->
                deciding.decide(line.id(), DecidingLines.Verdict.REJECTED, failed.code(), null);
            case TransferOutcome.Returned returned ->
                deciding.decide(line.id(), DecidingLines.Verdict.REJECTED, returned.code(), null);
        }
    }
}
