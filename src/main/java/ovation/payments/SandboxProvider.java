package ovation.payments;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import ovation.base.Ids;
import ovation.ledger.Money;
import ovation.payments.Transfers.TransferOutcome;
import ovation.payments.Transfers.TransferRequest;
import ovation.payments.sandbox.OwnServer;
import ovation.payments.sandbox.Sandbox;
import ovation.payments.sandbox.SandboxPsp;
import ovation.payments.sandbox.SandboxTokens;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the sandbox company: over HTTP as soon as this process listens, in process before and without that. */
@Sandbox
@Component
class SandboxProvider implements PaymentProvider {

    private static final Set<String> METHODS = Set.of("page", "sandbox_approve", "sandbox_decline", "sandbox_dispute");

    private final SandboxPsp inProcess;
    private final OwnServer server;
    private final SandboxTokens tokens;
    private final PaymentsSettings settings;
    private final Duration patience;
    private final JsonMapper json;
    private @Nullable SandboxPsp overHttp;

    SandboxProvider(
            SandboxPsp inProcess,
            OwnServer server,
            SandboxTokens tokens,
            PaymentsSettings settings,
            @Value("${ovation.payments.sandbox.patience:10s}") Duration patience,
            JsonMapper json) {
        this.inProcess = inProcess;
        this.server = server;
        this.tokens = tokens;
        this.settings = settings;
        this.patience = patience;
        this.json = json;
    }

    private synchronized SandboxPsp psp() {
        if (overHttp == null && server.port() != 0) {
            var base = URI.create("http://127.0.0.1:" + server.port() + "/sandbox/psp/v1");
            overHttp = new SandboxHttp(base, tokens.apiKey(), patience, json);
        }
        return overHttp == null ? inProcess : overHttp;
    }

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public boolean knows(String method) {
        return METHODS.contains(method);
    }

    @Override
    public Answer charge(ChargeOrder order) {
        return answer(psp().pay(new SandboxPsp.NewPayment(
                order.id(),
                order.amount().decimal(),
                order.amount().currency(),
                order.method(),
                true,
                ReturnPages.of(order.id()))));
    }

    @Override
    public Answer find(ChargeOrder order) {
        return psp().payment(order.id()).map(SandboxProvider::answer).orElseGet(Answer.Unknown::new);
    }

    @Override
    public Answer capture(ChargeOrder order) {
        return answer(psp().capture(order.id()));
    }

    private static Answer answer(SandboxPsp.Payment payment) {
        var reference = "sandbox_" + payment.reference();
        return switch (payment.state()) {
            case "captured" -> new Answer.Confirmed(reference);
            case "declined" -> new Answer.Refusal(reference, or(payment.declineCode(), "declined"));
            case "waiting", "challenge" -> new Answer.ActionNeeded(reference, or(payment.page(), ""));
            default -> new Answer.Unknown();
        };
    }

    @Override
    public RefundAnswer refund(RefundOrder order) {
        return answer(psp().refund(new SandboxPsp.NewRefund(
                order.id(),
                order.charge(),
                order.amount().decimal(),
                order.amount().currency())));
    }

    @Override
    public RefundAnswer findRefund(RefundOrder order) {
        return psp().refundOf(order.id()).map(SandboxProvider::answer).orElseGet(RefundAnswer.Unknown::new);
    }

    private static RefundAnswer answer(SandboxPsp.RefundState refund) {
        var reference = "sandbox_" + refund.reference();
        return switch (refund.state()) {
            case "succeeded" -> new RefundAnswer.Done(reference);
            case "failed" -> new RefundAnswer.Failure(or(refund.failCode(), "refund_failed"));
            default -> new RefundAnswer.Underway(reference);
        };
    }

    @Override
    public Optional<DisputeNews> dispute(String reference) {
        return psp().dispute(reference).map(SandboxProvider::news);
    }

    @Override
    public List<DisputeNews> disputesSince(Instant since) {
        return psp().disputesSince(since).stream().map(SandboxProvider::news).toList();
    }

    private static DisputeNews news(SandboxPsp.DisputeState dispute) {
        return new DisputeNews(
                dispute.id(),
                dispute.payment(),
                "sandbox_" + dispute.payment(),
                Money.of(dispute.amount(), dispute.currency()),
                dispute.reason(),
                Dispute.State.valueOf(dispute.state().toUpperCase(Locale.ROOT)),
                dispute.openedAt());
    }

    /** {@code id,kind,source,currency,gross,fee,net,moved_at}; a column more or less is not our file. */
    @Override
    public List<SettlementLine> settlement(LocalDate day) {
        var lines = new ArrayList<SettlementLine>();
        for (var line : psp().settlement(day).lines().skip(1).toList()) {
            var columns = line.split(",", -1);
            if (columns.length != 8) {
                throw new IllegalStateException("Not a settlement line: " + line);
            }
            var settled = new SettlementLine(
                    columns[0],
                    kind(columns[1]),
                    columns[2],
                    Money.of(columns[4], columns[3]),
                    Money.of(columns[5], columns[3]),
                    Instant.parse(columns[7]));
            if (!settled.net().equals(Money.of(columns[6], columns[3]))) {
                throw new IllegalStateException("Gross less fee is not net: " + line);
            }
            lines.add(settled);
        }
        return lines;
    }

    private static SettlementLine.Kind kind(String kind) {
        return switch (kind) {
            case "charge" -> SettlementLine.Kind.CHARGE;
            case "refund" -> SettlementLine.Kind.REFUND;
            case "dispute" -> SettlementLine.Kind.DISPUTE;
            case "dispute_won" -> SettlementLine.Kind.DISPUTE_WON;
            case "transfer", "transfer_return" -> SettlementLine.Kind.TRANSFER;
            default -> SettlementLine.Kind.OTHER;
        };
    }

    @Override
    public TransferOutcome transfer(TransferRequest request) {
        return outcome(psp().transfer(new SandboxPsp.NewTransfer(
                request.id(),
                request.destination(),
                request.amount().decimal(),
                request.amount().currency())));
    }

    @Override
    public Optional<TransferOutcome> findTransfer(TransferRequest request, @Nullable String reference) {
        return psp().transferOf(request.id()).map(SandboxProvider::outcome);
    }

    private static TransferOutcome outcome(SandboxPsp.TransferState transfer) {
        return switch (transfer.state()) {
            case "sent" -> new TransferOutcome.Sent("sandbox_" + transfer.reference());
            case "returned" -> new TransferOutcome.Returned(or(transfer.failCode(), "returned"));
            default -> new TransferOutcome.Failed(or(transfer.failCode(), "transfer_failed"));
        };
    }

    @Override
    public String signatureHeader() {
        return "Sandbox-Signature";
    }

    @Override
    public List<String> webhookSecrets() {
        var secrets = new ArrayList<>(settings.webhookSecrets());
        secrets.add(tokens.webhookSecret());
        return secrets;
    }

    @Override
    public Notice read(byte[] body) {
        var event = json.readTree(body);
        var id = event.required("id").stringValue();
        var data = event.required("data");
        if (data.has("payment")) {
            return new Notice(id, Notice.About.CHARGE, uuid(data.get("payment").stringValue()));
        }
        if (data.has("refund")) {
            return new Notice(id, Notice.About.REFUND, uuid(data.get("refund").stringValue()));
        }
        if (data.has("dispute")) {
            return new Notice(id, Notice.About.DISPUTE, data.get("dispute").stringValue());
        }
        return new Notice(id, Notice.About.NOTHING, "");
    }

    private static String uuid(String text) {
        return Ids.parse(text).map(UUID::toString).orElseThrow(() -> new IllegalArgumentException("No id: " + text));
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
