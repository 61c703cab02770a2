package ovation.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What all stories begin with: the curtain is up. */
@BrowserTest
abstract class OnStage {

    @LocalServerPort
    private int port;

    @BeforeEach
    void the_curtain_is_up() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var feed = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/feed"))
                    .build();
            assertThat(http.send(feed, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    Visitor visitor() {
        return new Visitor(port);
    }

    int port() {
        return port;
    }
}
