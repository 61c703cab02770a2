package ovation.payments.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.ledger.Money;
import ovation.payments.sandbox.SandboxPsp.NewTransfer;
import ovation.payments.sandbox.SandboxPsp.TransferState;

/** Money that leaves the merchant's balance for somebody's account, and may be sent back. */
@Sandbox
@Service
class SandboxTransfers {

    private static final Duration RETURN_AFTER = Duration.ofDays(2);

    private final SandboxBooks books;
    private final SandboxReport report;
    private final SandboxEvents events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SandboxTransfers(
            SandboxBooks books,
            SandboxReport report,
            SandboxEvents events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.books = books;
        this.report = report;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    TransferState send(NewTransfer asked) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var amount = Money.of(asked.amount(), asked.currency());
            var code = failCode(asked.destination());
            var added = books.add(
                    new SandboxBooks.Transfer(
                            asked.reference(), asked.destination(), amount, code == null ? "sent" : "failed", code),
                    asked.destination().equals("sandbox_return")
                            ? clock.instant().plus(RETURN_AFTER)
                            : null,
                    clock.instant());
            var transfer = books.transfer(asked.reference()).orElseThrow();
            if (!transfer.destination().equals(asked.destination())
                    || !transfer.amount().equals(amount)) {
                throw new SandboxRefusal(409, "reference_reused");
            }
            if (added && transfer.state().equals("sent")) {
                report.moved("transfer", asked.reference().toString(), amount.negated(), Money.zero(amount.currency()));
            }
            return view(transfer);
        }));
    }

    Optional<TransferState> find(UUID reference) {
        return books.transfer(reference).map(SandboxTransfers::view);
    }

    void sendBack(UUID reference) {
        transaction.executeWithoutResult(status -> {
            var transfer = books.transfer(reference).orElseThrow(SandboxRefusal::unknown);
            if (books.returned(reference, "returned_by_bank")) {
                report.moved(
                        "transfer_return",
                        reference.toString(),
                        transfer.amount(),
                        Money.zero(transfer.amount().currency()));
                events.tell("transfer.returned", "transfer", reference);
            }
        });
    }

    private static @Nullable String failCode(String destination) {
        return switch (destination) {
            case "sandbox_ok", "sandbox_return" -> null;
            case "sandbox_closed" -> "account_closed";
            default -> "destination_unknown";
        };
    }

    private static TransferState view(SandboxBooks.Transfer transfer) {
        return new TransferState(transfer.reference(), transfer.state(), transfer.failCode());
    }
}
