package ovation.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import ovation.bench.Bench;
import ovation.bench.BenchReport;
import ovation.bench.Load;
import ovation.bench.Rounds;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pages of ten over HTTP from a catalogue of 10,000 clips and 1,000 ads, beside a bare endpoint of the same application
 * behind the same filters. Thousands of visitors, each with a taste of his own, take turns.
 */
@Bench("feed")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@Import(FeedBench.Bare.class)
@TestPropertySource(properties = {"ovation.home=target/bench-home", "ovation.postgres.settings.fsync=on"})
class FeedBench {

    private static final int CLIENTS = 8;
    private static final int VISITORS = 1_500;
    private static final int CLIPS = 10_000;
    private static final int ADS = 1_000;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(4);

    /** What any answer costs here. */
    @RestController
    @TestConfiguration(proxyBeanMethods = false)
    static class Bare {

        @GetMapping("/api/v1/bare")
        Map<String, String> bare() {
            return Map.of("answer", "bare");
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    Catalogue catalogue;

    @Autowired
    JsonMapper json;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> cookies = new ArrayList<>();

    @BeforeEach
    void a_catalogue_and_visitors() throws Exception {
        catalogue.fill(CLIPS, ADS);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(12)); // the ads' board is read every ten seconds
        for (var i = 0; i < VISITORS; i++) {
            var first = get("/api/v1/feed?limit=10", null);
            var cookie = first.headers().allValues("Set-Cookie").stream()
                    .filter(each -> each.startsWith("visit=") || each.startsWith("__Host-visit="))
                    .findFirst()
                    .orElseThrow();
            cookies.add(cookie.substring(0, cookie.indexOf(';')));
            if (i % 5 == 0) {
                watch(json.readTree(first.body()), cookies.getLast());
            }
        }
    }

    @Test
    void page() throws Exception {
        var sample =
                json.readTree(get("/api/v1/feed?limit=10", cookies.getFirst()).body());
        assertThat(sample.path("items").size()).isEqualTo(10);
        assertThat(sample.path("items").findValuesAsString("kind")).contains("ad");

        var result = Rounds.alternate(
                ROUNDS,
                () -> Load.perSecond(
                        CLIENTS,
                        ROUND,
                        (client, random) -> load("/api/v1/feed?limit=10", cookies.get(random.nextInt(VISITORS)))),
                () -> Load.perSecond(
                        CLIENTS,
                        ROUND,
                        (client, random) -> load("/api/v1/bare", cookies.get(random.nextInt(VISITORS)))));
        var latency = Load.openLoop(
                result.ours() / 2,
                Duration.ofSeconds(10),
                (number, random) -> get("/api/v1/feed?limit=10", cookies.get(number % VISITORS)));

        new BenchReport("feed")
                .of("page")
                .with("pages_per_s", result)
                .with("p50_ms", latency.getValueAtPercentile(50) / 1e6)
                .with("p99_ms", latency.getValueAtPercentile(99) / 1e6)
                .done();
    }

    /** Open load: pages are asked for on time, however long the ones before take. */
    private HttpResponse<String> get(String path, @org.jspecify.annotations.Nullable String cookie)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    /** Reads the answer and lets it go: what a client makes of it is not the server's cost. */
    private void load(String path, String cookie) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Cookie", cookie);
        var answer = http.send(request.build(), BodyHandlers.discarding());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode());
        }
    }

    private void watch(JsonNode page, String cookie) throws IOException, InterruptedException {
        var events = new ArrayList<Map<String, Object>>();
        for (var item : page.path("items")) {
            events.add(Map.of(
                    "id",
                    UUID.randomUUID(),
                    "exposure",
                    item.path("exposure").asString(),
                    "type",
                    "WATCHED",
                    "watchedMillis",
                    900));
        }
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/attention"))
                .header("Content-Type", "application/json")
                .header("Cookie", cookie + "; XSRF-TOKEN=bench")
                .header("X-XSRF-TOKEN", "bench")
                .header("User-Agent", "Mozilla/5.0")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(Map.of("events", events))));
        http.send(request.build(), BodyHandlers.discarding());
    }
}
