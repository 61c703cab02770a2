package ovation.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * Scripts send the cookie's value as header; forms send it masked anew on each page, so that compression leaks nothing
 * (BREACH). Pages set the cookie, the API does not: its callers come from a page, or need none.
 */
class CsrfTokens implements CsrfTokenRequestHandler {

    private final CsrfTokenRequestHandler plain = new CsrfTokenRequestAttributeHandler();
    private final CsrfTokenRequestHandler masked = new XorCsrfTokenRequestAttributeHandler();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        masked.handle(request, response, token);
        if (!Refusals.wantsDocument(request.getRequestURI())) {
            // Reading it writes the cookie.
            token.get().getToken();
        }
    }

    @Override
    public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        var sent = request.getHeader(token.getHeaderName());
        return (sent != null && !sent.isBlank() ? plain : masked).resolveCsrfTokenValue(request, token);
    }
}
