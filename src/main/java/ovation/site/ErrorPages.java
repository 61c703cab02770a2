package ovation.site;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import ovation.base.Refused;

/** What the container itself refuses, and what filters refuse to people. */
@Controller
class ErrorPages implements ErrorController {

    private final Problems problems;
    private final ProblemDocuments documents;

    ErrorPages(Problems problems, ProblemDocuments documents) {
        this.problems = problems;
        this.documents = documents;
    }

    @RequestMapping("/error")
    Object error(HttpServletRequest request, Locale locale) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        var refused = request.getAttribute(Refusals.REFUSED) instanceof Refused known
                ? known
                : Refused.because(Problems.byStatus(status));
        if (Refusals.wantsDocument(String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)))) {
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(documents.of(refused, request, locale));
        }
        return problems.page(refused, request, locale);
    }
}
