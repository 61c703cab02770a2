package ovation.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public REST of this very application, for what the demo does as any partner could. */
@Demo
@Component
class Rest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json;
    private final Curtain curtain;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private volatile int port;

    Rest(JsonMapper json, Curtain curtain) {
        this.json = json;
        this.curtain = curtain;
    }

    @EventListener
    void on(WebServerInitializedEvent started) {
        port = started.getWebServer().getPort();
    }

    int port() {
        return port;
    }

    JsonNode post(String handle, String path, Object body) {
        return call(handle, "POST", path, body);
    }

    /** Whether a list has anything in it: what was cut off when it was made is not made again. */
    boolean any(String handle, String path) {
        return !call(handle, "GET", path, null).path("items").isEmpty();
    }

    /** @throws IllegalStateException for anything but success */
    JsonNode call(@Nullable String handle, String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header(Curtain.PASS, curtain.pass())
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(json.writeValueAsString(body)));
        if (handle != null) {
            request.header("Authorization", "Bearer " + tokens.computeIfAbsent(handle, this::token));
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body().isEmpty() ? json.nullNode() : json.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String token(String handle) {
        return call(null, "POST", "/api/v1/tokens", Map.of("login", handle, "password", Cast.PASSWORD))
                .path("token")
                .asString();
    }
}
