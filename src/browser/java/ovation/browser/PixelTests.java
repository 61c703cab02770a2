package ovation.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.ads.ClickIds;

/** An advertiser puts his pixel on a page of his own, which stands elsewhere, and sees live what comes in. */
class PixelTests extends OnStage {

    private final String name = "Kettle " + UUID.randomUUID().toString().substring(0, 6);

    @Autowired
    ClickIds clickIds;

    @Test
    void an_event_of_the_page_stands_on_the_test_page_and_counts_once_with_the_servers() throws Exception {
        var html = new AtomicReference<>("");
        var shop = serve(html);
        var thief = serve(html);
        try (var advertiser = visitor();
                var buyer = visitor()) {
            var page = pixelOf(advertiser, origin(shop));
            var secret = page.locator("#secret").textContent();
            assertThat(secret).startsWith("ovp_");
            faces(advertiser, "a new pixel");
            var pixel = page.locator(".page-head .number").textContent();
            html.set("""
                    <!doctype html><html lang="en"><head><title>Kettles</title><link rel="icon" href="data:,">
                    <script async src="http://localhost:%d/js/ads/pixel.js" data-pixel="%s"></script></head>
                    <body><button id="buy">Buy</button><p id="said"></p><script>
                    buy.onclick = () => ovation("purchase", { id: "order-7", value: { micros: 40000000, currency: "EUR" } })
                        .then((verdict) => said.textContent = verdict ? verdict.verdict : "by image");
                    </script></body></html>""".formatted(port(), pixel));

            var click = clickIds.of(UUID.randomUUID());
            buyer.page().navigate(origin(shop) + "/kettles?ovclid=" + click);
            buyer.page().waitForFunction("() => window.ovation");
            buyer.page().navigate(origin(shop) + "/basket");
            buyer.page().waitForFunction("() => window.ovation");
            buyer.page().locator("#buy").click();
            assertThat(buyer.page().locator("#said")).hasText("accepted");
            assertThat(buyer.page().context().cookies(origin(shop)))
                    .singleElement()
                    .satisfies(cookie -> assertThat(cookie.name).isEqualTo("_ovclid"));
            assertThat(buyer.page().context().cookies("http://localhost:" + port()))
                    .isEmpty();

            var row = page.locator("tr[data-event='order-7']");
            assertThat(row).containsText("purchase");
            assertThat(row).containsText("€40");
            assertThat(row.locator(".badge")).hasText("Click");
            assertThat(page.locator("#events")).containsText("page_view");

            fromTheServer(pixel, secret);
            assertThat(row).containsText("and by the other way");
            assertThat(row).hasCount(1);

            buyer.page().navigate(origin(thief) + "/?ovclid=" + click);
            buyer.page().waitForFunction("() => window.ovation");
            buyer.page().locator("#buy").click();
            assertThat(buyer.page().locator("#said")).hasText("by image");
            assertThat(page.locator("#events .note")).containsText("From a page that may not report");
            buyer.complaints().clear(); // the browser says that it was turned away
            faces(advertiser, "the test page");
            look(advertiser, "pixel");
            campaignsPage(advertiser);
        } finally {
            shop.stop(0);
            thief.stop(0);
        }
    }

    /** @return the page of a new pixel */
    private com.microsoft.playwright.Page pixelOf(Visitor advertiser, String origin) {
        advertiser.signUp("Adam");
        var page = advertiser.open("/desk/ads").page();
        advertiser.follow("New business");
        page.locator("#name").fill(name);
        page.locator("#website").fill("https://kettle.example");
        advertiser.press("Create the business");
        page.waitForURL(Pattern.compile("/desk/ads/[0-9a-f-]{36}$"));
        advertiser.follow("Pixels");
        assertThat(page.locator(".empty")).containsText("No pixel yet");
        page.locator("#name").fill("Shop");
        page.locator("#origins").fill("ftp://nowhere");
        advertiser.press("Create the pixel");
        assertThat(page.locator(".note--bad")).containsText("https://shop.example");
        advertiser.complaints().removeIf(complaint -> complaint.contains("422"));
        page.locator("#origins").fill(origin);
        advertiser.press("Create the pixel");
        assertThat(page.locator("#secret")).isVisible();
        return page;
    }

    private void campaignsPage(Visitor advertiser) {
        var page = advertiser.page();
        advertiser.follow(name);
        advertiser.follow("New campaign");
        page.locator("campaign-wizard #name").fill("For orders");
        page.locator("[data-next]").click();
        page.locator("#billing").selectOption("OCPM");
        page.locator("#strategy").selectOption("target_roas");
        assertThat(page.locator("[data-field=event]")).isVisible();
        assertThat(page.locator("[data-field=targetRoasPercent]")).isVisible();
        faces(advertiser, "the wizard's second step");
        page.locator("#strategy").selectOption("lowest_cost");
        assertThat(page.locator("[data-field=bid]")).isHidden();
        page.locator("#billing").selectOption("CPM");
        assertThat(page.locator("[data-field=event]")).isHidden();
        advertiser.open("/settings/ads");
        advertiser.page().locator("input[value=matched]").check();
        advertiser.press("Save");
        assertThat(page.locator(".note--ok")).hasText("Saved.");
        faces(advertiser, "ads and you");
    }

    private void fromTheServer(String pixel, String secret) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + port() + "/api/v1/pixels/" + pixel + "/events"))
                    .header("Ovation-Pixel-Secret", secret)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("""
                            {"events": [{"event": "purchase", "id": "order-7"}]}"""))
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).body()).contains("duplicate");
        }
    }

    private static HttpServer serve(AtomicReference<String> html) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            var page = html.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String origin(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void look(Visitor visitor, String what) {
        var page = visitor.page();
        for (var width : new int[] {390, 1280}) {
            page.setViewportSize(width, 900);
            page.screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target/" + what + "-" + width + ".png")));
        }
    }

    private static void faces(Visitor visitor, String face) {
        var inspection = new Inspection(visitor.page());
        inspection.look(face);
        visitor.page().setViewportSize(1280, 800);
        assertThat(inspection.findings()).isEmpty();
    }
}
