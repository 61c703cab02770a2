package ovation.ads;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import ovation.bench.Bench;
import ovation.bench.BenchReport;
import ovation.bench.Load;
import ovation.bench.Rounds;
import ovation.feed.Catalogue;

/**
 * Decisions a second by one thread among 100, 1,000 and 10,000 active ads of which about a tenth match, with frequency, flight
 * and money asked for as in production, beside a straight loop that does the same with every ad; then pages of the feed over
 * HTTP while 10,000 ads are on air.
 */
@Bench("auction")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@TestPropertySource(properties = {"ovation.home=target/bench-home", "ovation.postgres.settings.fsync=on"})
class AuctionBench {

    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final int CLIENTS = 8;
    private static final int VISITORS = 300;

    private final BenchReport report = new BenchReport("auction");

    @LocalServerPort
    int port;

    @Autowired
    Catalogue catalogue;

    @Autowired
    JdbcTemplate jdbc;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void decisions() throws Exception {
        for (var ads : List.of(100, 1_000, 10_000)) {
            inProcess(ads);
        }
        overHttp(10_000);
    }

    private void inProcess(int ads) {
        var market = new Market(ads);
        var result =
                Rounds.alternate(ROUNDS, () -> market.perSecond(ROUND, true), () -> market.perSecond(ROUND, false));
        var latency = market.latency(Duration.ofSeconds(4));
        report.of(Integer.toString(ads))
                .with("decisions_per_s", result)
                .with("matching", market.matching())
                .with("p50_ms", latency.getValueAtPercentile(50) / 1e6)
                .with("p99_ms", latency.getValueAtPercentile(99) / 1e6)
                .done();
    }

    private void overHttp(int ads) throws Exception {
        catalogue.fill(2_000, ads);
        jdbc.update("UPDATE ads_group SET regions = CASE WHEN abs(hashtext(id::text)) % 10 = 0 THEN ARRAY['DE'] "
                + "ELSE ARRAY['FR'] END, interests = '{}'");
        jdbc.update("UPDATE ads_revision SET n = n + 1");
        // The board is read within ten seconds; leases are opened two hundred at a time.
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(60));
        var cookies = new ArrayList<String>();
        var shown = 0;
        for (var i = 0; i < VISITORS; i++) {
            var page = get("");
            shown += page.body().split("\"kind\":\"ad\"", -1).length - 1;
            cookies.add(page.headers().allValues("Set-Cookie").stream()
                    .filter(each -> each.startsWith("visit=") || each.startsWith("__Host-visit="))
                    .map(each -> each.substring(0, each.indexOf(';')))
                    .findFirst()
                    .orElseThrow());
        }
        assertThat(shown).isPositive();
        var pages = Load.perSecond(
                CLIENTS, ROUND.multipliedBy(3), (client, random) -> get(cookies.get(random.nextInt(VISITORS))));
        var latency = Load.openLoop(
                pages / 2, Duration.ofSeconds(10), (number, random) -> get(cookies.get(number % VISITORS)));
        report.of("http" + ads)
                .with("decisions_per_s", pages * shown / VISITORS)
                .with("pages_per_s", pages)
                .with("p50_ms", latency.getValueAtPercentile(50) / 1e6)
                .with("p99_ms", latency.getValueAtPercentile(99) / 1e6)
                .done();
    }

    private HttpResponse<String> get(String cookie) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/feed?limit=10"))
                .header("Accept-Language", "de-DE");
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("The feed answered " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }
}
