package ovation.videos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import ovation.identity.Viewer;
import ovation.media.MediaStore;
import ovation.videos.Videos.NewVideo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of clips say in English: posts that are there, requests that people make. */
@TestComponent
public class Clips {

    public static final Path SMALL = Path.of("src/test/resources/clips/small.mp4");
    public static final Path SMALL_POSTER = Path.of("src/test/resources/clips/small.jpg");
    private static final int PATIENCE_MILLIS = 60_000;

    private final Environment environment;
    private final JsonMapper json;
    private final MediaStore media;
    private final Videos videos;
    private final HttpClient http = HttpClient.newHttpClient();

    public Clips(Environment environment, JsonMapper json, MediaStore media, Videos videos) {
        this.environment = environment;
        this.json = json;
        this.media = media;
        this.videos = videos;
    }

    public UUID aClipOf(Viewer owner) {
        return media.adopt(owner.id(), SMALL, SMALL_POSTER, 2000, 160, 284).id();
    }

    public UUID aPostBy(Viewer creator, String caption) {
        return videos.publish(creator.id(), new NewVideo(aClipOf(creator), caption, null, null, true, false, false));
    }

    public UUID aPostForAdultsBy(Viewer creator) {
        return videos.publish(
                creator.id(), new NewVideo(aClipOf(creator), "for adults", null, null, true, true, false));
    }

    public UUID anAdvertisersPostBy(Viewer creator) {
        return videos.publish(creator.id(), new NewVideo(aClipOf(creator), "buy", null, null, true, false, true));
    }

    public URI address(String path) {
        return URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port") + path);
    }

    /** A request of somebody; null is a visitor. */
    public HttpRequest.Builder as(Viewer viewer, String path) {
        var request = HttpRequest.newBuilder(address(path));
        return viewer == null ? request : request.header("X-Person", viewer.id().toString());
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    public HttpResponse<byte[]> get(Viewer viewer, String path) {
        return send(as(viewer, path).GET());
    }

    public HttpResponse<byte[]> call(Viewer viewer, String method, String path, String body) {
        return send(as(viewer, path)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    public JsonNode json(HttpResponse<byte[]> response) {
        return json.readTree(response.body());
    }

    /** Waits for what other threads do. */
    public static void until(BooleanSupplier happens) {
        var end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (!happens.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen in " + PATIENCE_MILLIS + " ms");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }
}
