package ovation.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody without an account who keeps the cookie of his visit, at whatever node. */
final class Passer {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CSRF = "one-that-he-made-himself";

    private String visit = "";

    /** @throws UncheckedIOException if the node is gone, or says that something is wrong */
    JsonNode get(int port, String path) {
        return send(request(port, path).GET());
    }

    JsonNode report(int port, List<Map<String, Object>> events) {
        return send(request(port, "/api/v1/attention")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("events", events)))));
    }

    private HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("User-Agent", "story/1.0")
                .header("Accept-Language", "de-DE")
                .header("Cookie", (visit.isEmpty() ? "" : visit + "; ") + "XSRF-TOKEN=" + CSRF)
                .header("X-XSRF-TOKEN", CSRF);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            keep(answer);
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(HttpResponse<String> answer) {
        answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("visit="))
                .forEach(cookie -> visit = cookie.split(";")[0]);
    }
}
