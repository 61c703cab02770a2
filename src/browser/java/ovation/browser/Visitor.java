package ovation.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Somebody at a browser of his own. Notes whatever the browser complains about; leaving with complaints fails. */
final class Visitor implements AutoCloseable {

    static final String PASSWORD = "a quiet evening";

    private static final String AGENT =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    private static final double PATIENCE_MILLIS = 30_000;

    private final BrowserContext context;
    private final Page page;
    private final String origin;
    private final List<String> complaints = new ArrayList<>();

    Visitor(int port) {
        this(port, 1280, 800, "en-GB");
    }

    Visitor(int port, int width, int height, String language) {
        origin = "http://localhost:" + port;
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setUserAgent(AGENT)
                        .setLocale(language)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setViewportSize(width, height));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(page.url() + ": " + message.text() + " (" + message.location() + ")");
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
    }

    Page page() {
        return page;
    }

    List<String> complaints() {
        return complaints;
    }

    Visitor open(String path) {
        page.navigate(origin + path);
        return this;
    }

    /** A fresh account, made by the page. @return the handle */
    String signUp(String name) {
        var handle = name.toLowerCase(java.util.Locale.ROOT)
                + UUID.randomUUID().toString().replace("-", "").substring(0, 8);
        open("/sign-up");
        page.locator("#name").fill(name);
        page.locator("#handle").fill(handle);
        page.locator("#email").fill(handle + "@example.com");
        page.locator("#password").fill(PASSWORD);
        page.locator("#birthDate").fill("1990-05-01");
        page.locator("#region").selectOption("DE");
        page.locator("main form button[type=submit]").click();
        page.waitForURL(url -> !url.contains("/sign-up"));
        return handle;
    }

    /** One click on the sign-in page, as the part of the demo. */
    Visitor as(String part) {
        open("/sign-in");
        page.locator(".door__person")
                .filter(new Locator.FilterOptions().setHasText(part))
                .first()
                .click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        return this;
    }

    /** Signs in by the page, as whoever signed up before. */
    Visitor signIn(String handle) {
        open("/sign-in");
        page.locator("#login").fill(handle);
        page.locator("#password").fill(PASSWORD);
        page.locator("form:has(#password) button[type=submit]").click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        return this;
    }

    /** Presses the button of the page's content that is called so. */
    void press(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    void follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                .first()
                .click();
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("what the browser complained about").isEmpty();
    }
}
