package ovation.support;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A plain browser without scripts: keeps cookies, sends forms with their hidden token, follows nothing by itself. */
public final class Browser {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String origin;
    private final Map<String, String> headers = new HashMap<>();

    public Browser(int port) {
        origin = "http://localhost:" + port;
    }

    /** From now on sends this header with everything. */
    public Browser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Reads the page for its token, then posts the form as that page would. */
    public HttpResponse<String> post(String page, String action, Map<String, String> fields) {
        var token = TOKEN.matcher(get(page).body());
        var all = new HashMap<>(fields);
        if (token.find()) {
            all.put("_csrf", token.group(1));
        }
        return postBare(action, all);
    }

    /** Posts a form without any token. */
    public HttpResponse<String> postBare(String action, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A body that is no JSON. */
    public HttpResponse<String> put(String path, String type, String body) {
        var request = request(path).header("Content-Type", type);
        cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return send(request.PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Calls the API as a script of ours would: with the token of the cookie. */
    public HttpResponse<String> api(String method, String path, String json) {
        var request = request(path).header("Content-Type", "application/json");
        cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return send(request.method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Calls the API without the token of the cookie. */
    public HttpResponse<String> apiBare(String method, String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Signs up by the page. */
    public Browser signUp(String handle) {
        var answer = post(
                "/sign-up",
                "/sign-up",
                Map.of(
                        "handle", handle,
                        "name", "Somebody",
                        "email", handle + "@example.com",
                        "password", "a quiet evening",
                        "birthDate", "1990-05-01",
                        "region", "DE"));
        if (answer.statusCode() != 302) {
            throw new AssertionError("Sign-up failed: " + answer.body());
        }
        return this;
    }

    public java.util.Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    public void setCookie(String name, String value) {
        var cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().getCookies().stream()
                .filter(other -> other.getName().equals(name))
                .toList()
                .forEach(other -> cookies.getCookieStore().remove(URI.create(origin), other));
        cookies.getCookieStore().add(URI.create(origin), cookie);
    }

    /** A handle that nobody has. */
    public static String freshHandle() {
        return "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(origin + path));
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
