package ovation.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import ovation.base.CommonProblem;
import ovation.base.Refused;
import tools.jackson.databind.json.JsonMapper;

/** Answers what a filter refuses, before any controller: a problem document to programs, the error page to people. */
@Component
class Refusals {

    /** Where the error page finds the refusal. */
    static final String REFUSED = Refusals.class.getName() + ".refused";

    private final ProblemDocuments documents;
    private final LocaleResolver locales;
    private final JsonMapper json;

    Refusals(ProblemDocuments documents, LocaleResolver locales, JsonMapper json) {
        this.documents = documents;
        this.locales = locales;
        this.json = json;
    }

    /** Whether a program asks. */
    static boolean wantsDocument(String path) {
        return path.startsWith("/api/")
                || path.startsWith("/webhooks/")
                || path.startsWith("/v3/")
                || path.startsWith("/actuator");
    }

    void answer(Refused refused, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var status = refused.code().status();
        if (wantsDocument(request.getRequestURI())) {
            if (status == 401) {
                response.setHeader("WWW-Authenticate", "Bearer realm=\"ovation\"");
            }
            response.setStatus(status);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream()
                    .write(json.writeValueAsBytes(documents.of(refused, request, locales.resolveLocale(request))));
        } else if (refused.code() == CommonProblem.SIGN_IN_NEEDED
                && request.getMethod().equals("GET")) {
            response.sendRedirect("/sign-in?next="
                    + java.net.URLEncoder.encode(here(request), java.nio.charset.StandardCharsets.UTF_8));
        } else {
            request.setAttribute(REFUSED, refused);
            response.sendError(status);
        }
    }

    private static String here(HttpServletRequest request) {
        var query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
