package ovation.partners;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** Kinds of requests that are counted apart, because one costs or risks more than another. */
enum Flow {
    DEFAULT,
    ATTENTION,
    SIGN_UP,
    SIGN_IN,
    UPLOAD;

    static Flow of(HttpServletRequest request) {
        var path = request.getRequestURI();
        var post = request.getMethod().equals("POST");
        if (path.startsWith("/api/v1/attention")) {
            return ATTENTION;
        }
        if (path.startsWith("/api/v1/uploads") || path.startsWith("/uploads")) {
            return UPLOAD;
        }
        if (post && (path.equals("/sign-up") || path.equals("/api/v1/people"))) {
            return SIGN_UP;
        }
        if (post && (path.equals("/sign-in") || path.equals("/api/v1/tokens"))) {
            return SIGN_IN;
        }
        return DEFAULT;
    }

    /** As the headers call it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
