package ovation.payments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.payments.sandbox.SandboxPsp;
import ovation.payments.sandbox.SandboxRefusal;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox company's REST from outside. Whatever is not a clear answer is an exception: not known. */
final class SandboxHttp implements SandboxPsp {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI base;
    private final String key;
    private final Duration patience;
    private final JsonMapper json;

    SandboxHttp(URI base, String key, Duration patience, JsonMapper json) {
        this.base = base;
        this.key = key;
        this.patience = patience;
        this.json = json;
    }

    private record Disputes(List<DisputeState> items) {}

    @Override
    public Payment pay(NewPayment payment) {
        return some(post("/payments", payment, Payment.class));
    }

    @Override
    public Optional<Payment> payment(UUID reference) {
        return get("/payments/" + reference, Payment.class);
    }

    @Override
    public Payment capture(UUID reference) {
        return some(post("/payments/" + reference + "/capture", null, Payment.class));
    }

    @Override
    public RefundState refund(NewRefund refund) {
        return some(post("/refunds", refund, RefundState.class));
    }

    @Override
    public Optional<RefundState> refundOf(UUID reference) {
        return get("/refunds/" + reference, RefundState.class);
    }

    @Override
    public Optional<DisputeState> dispute(String id) {
        return get("/disputes/" + URLEncoder.encode(id, StandardCharsets.UTF_8), DisputeState.class);
    }

    @Override
    public List<DisputeState> disputesSince(Instant since) {
        return some(get("/disputes?since=" + since, Disputes.class)).items();
    }

    @Override
    public TransferState transfer(NewTransfer transfer) {
        return some(post("/transfers", transfer, TransferState.class));
    }

    @Override
    public Optional<TransferState> transferOf(UUID reference) {
        return get("/transfers/" + reference, TransferState.class);
    }

    @Override
    public String settlement(LocalDate day) {
        return some(call(request("/settlements/" + day).GET()));
    }

    private <T> Optional<T> get(String path, Class<T> type) {
        return call(request(path).GET()).map(body -> json.readValue(body, type));
    }

    private <T> Optional<T> post(String path, @Nullable Object body, Class<T> type) {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
        return call(request(path).header("Content-Type", "application/json").POST(publisher))
                .map(answer -> json.readValue(answer, type));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(patience).header("X-Sandbox-Key", key);
    }

    /** Empty for 404. */
    private Optional<String> call(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> Optional.of(answer.body());
                case 404 -> Optional.empty();
                case 409, 422 -> throw new SandboxRefusal(answer.statusCode(), answer.body());
                default -> throw new IOException("The sandbox answered " + answer.statusCode());
            };
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static <T> T some(Optional<T> answer) {
        return answer.orElseThrow(() -> new IllegalStateException("The sandbox knows nothing of what it just took"));
    }
}
