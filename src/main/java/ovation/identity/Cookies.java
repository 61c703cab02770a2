package ovation.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** Our cookies: bound to the host and to HTTPS by the {@code __Host-} prefix, without it on plain HTTP (localhost). */
final class Cookies {

    static final String SIGN_IN = "ovation";
    static final String VISIT = "visit";

    private Cookies() {}

    static Optional<String> read(HttpServletRequest request, String name) {
        if (request.getCookies() == null) {
            return Optional.empty();
        }
        var full = fullName(request, name);
        return Arrays.stream(request.getCookies())
                .filter(cookie -> cookie.getName().equals(full))
                .map(jakarta.servlet.http.Cookie::getValue)
                .findFirst();
    }

    /** @param life null for as long as the browser is open */
    static void write(
            HttpServletRequest request,
            HttpServletResponse response,
            String name,
            String value,
            @Nullable Duration life) {
        var cookie = ResponseCookie.from(fullName(request, name), value)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax");
        if (life != null) {
            cookie.maxAge(life);
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    static void delete(HttpServletRequest request, HttpServletResponse response, String name) {
        write(request, response, name, "", Duration.ZERO);
    }

    private static String fullName(HttpServletRequest request, String name) {
        return request.isSecure() ? "__Host-" + name : name;
    }
}
