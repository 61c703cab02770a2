package ovation.payments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Stripe's API on the loopback: says what the test told it to say, and remembers what it was asked. */
final class StripeStub implements AutoCloseable {

    /** @param form the decoded body or query */
    record Asked(
            String what,
            Map<String, String> form,
            @Nullable String idempotencyKey,
            @Nullable String authorization) {}

    private record Said(int status, String body, long afterMillis) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Said> answers = new HashMap<>();
    private final HttpServer server;

    StripeStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param what for example {@code POST /v1/refunds} */
    StripeStub says(String what, int status, String body) {
        answers.put(what, new Said(status, body, 0));
        return this;
    }

    StripeStub saysList(String what, String... items) {
        return says(
                what,
                200,
                "{\"object\":\"list\",\"has_more\":false,\"url\":\"%s\",\"data\":[%s]}"
                        .formatted(what.substring(what.indexOf('/')), String.join(",", items)));
    }

    StripeStub saysLate(String what, String body, long millis) {
        answers.put(what, new Said(200, body, millis));
        return this;
    }

    Asked last() {
        return asked.getLast();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var what = exchange.getRequestMethod() + " " + uri.getPath();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                what,
                form(body.isEmpty() && uri.getRawQuery() != null ? uri.getRawQuery() : body),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                exchange.getRequestHeaders().getFirst("Authorization")));
        var said = answers.getOrDefault(
                what, new Said(404, "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"stub_silent\"}}", 0));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(said.afterMillis()));
        var bytes = said.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(said.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> form(String encoded) {
        var form = new HashMap<String, String>();
        Arrays.stream(encoded.split("&")).filter(pair -> pair.contains("=")).forEach(pair -> {
            var at = pair.indexOf('=');
            form.put(
                    URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        });
        return form;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
