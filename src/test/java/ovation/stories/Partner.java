package ovation.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who knows the public REST and nothing else. A nervous one sends every request twice and goes by the first
 * answer: whatever he asks for must come out as if he had asked once.
 */
final class Partner {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    static final String PASSWORD = "a long enough secret";

    private final int port;
    private final boolean nervous;
    private final @Nullable String token;
    private final String program;

    private Partner(int port, boolean nervous, @Nullable String token, String program) {
        this.port = port;
        this.nervous = nervous;
        this.token = token;
        this.program = program;
    }

    static Partner stranger(int port, boolean nervous) {
        return new Partner(port, nervous, null, "story/1.0");
    }

    /** Signs up and in. */
    Partner join(String handle, String birthDate, String region) {
        post(
                "/api/v1/people",
                Map.of(
                        "handle",
                        handle,
                        "name",
                        handle,
                        "email",
                        handle + "@story.example",
                        "password",
                        PASSWORD,
                        "birthDate",
                        birthDate,
                        "region",
                        region,
                        "language",
                        "en"));
        return signIn(handle);
    }

    /** Whoever signed up before. */
    Partner signIn(String handle) {
        var signedIn = post("/api/v1/tokens", Map.of("login", handle, "password", PASSWORD));
        return new Partner(port, nervous, signedIn.path("token").asString(), program);
    }

    /** The same one, who from now on sends every request twice. */
    Partner nervous() {
        return new Partner(port, true, token, program);
    }

    /** The same one at another node. */
    Partner at(int otherPort) {
        return new Partner(otherPort, nervous, token, program);
    }

    /** The same one by another program, which says its name. */
    Partner by(String userAgent) {
        return new Partner(port, nervous, token, userAgent);
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    JsonNode post(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(json(body)));
    }

    /** The same again with the same key is the same. */
    JsonNode once(String key, String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(json(body)));
    }

    /** A file for our own pages or banks. */
    JsonNode postXml(String path, String xml) {
        return send(request(path).header("Content-Type", "application/xml").POST(BodyPublishers.ofString(xml)));
    }

    /** What must not go through. @return the problem's code */
    String refused(String path, Object body) {
        var answer = first(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(json(body)));
        if (answer.statusCode() < 400) {
            throw new AssertionError(path + " went through: " + answer.body());
        }
        return JSON.readTree(answer.body()).path("code").asString();
    }

    /** A file or page as it is. */
    String text(String path) {
        var answer = first(request(path).GET());
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    JsonNode patch(String path, Object body) {
        return send(request(path).header("Content-Type", "application/json").method("PATCH", json(body)));
    }

    JsonNode put(String path) {
        return send(request(path).PUT(BodyPublishers.noBody()));
    }

    JsonNode put(String path, Object body) {
        return send(request(path).header("Content-Type", "application/json").PUT(json(body)));
    }

    void delete(String path) {
        send(request(path).DELETE());
    }

    /** By the upload protocol, in one piece. @return the asset's id */
    String upload(byte[] file) {
        var begun = first(request("/api/v1/uploads")
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Integer.toString(file.length))
                .POST(BodyPublishers.noBody()));
        var location = begun.headers().firstValue("location").orElseThrow(() -> new AssertionError(begun.body()));
        var id = location.substring(location.lastIndexOf('/') + 1);
        first(request("/api/v1/uploads/" + id)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", "0")
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(file)));
        return id;
    }

    private JsonNode send(HttpRequest.Builder request) {
        var answer = first(request);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.request().method() + " "
                    + answer.request().uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    /** Sends once, or twice, and returns the first answer. */
    private HttpResponse<String> first(HttpRequest.Builder request) {
        try {
            var built = request.build();
            var first = HTTP.send(built, BodyHandlers.ofString());
            if (nervous) {
                HTTP.send(built, BodyHandlers.ofString());
            }
            return first;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("User-Agent", program);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private static BodyPublisher json(Object body) {
        return BodyPublishers.ofString(JSON.writeValueAsString(body));
    }
}
