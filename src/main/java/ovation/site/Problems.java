package ovation.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import ovation.base.CommonProblem;
import ovation.base.ProblemCode;
import ovation.base.Refused;
import tools.jackson.databind.DatabindException;

/**
 * Every refusal and every mishap of a controller in words: RFC 9457 under {@code /api}, a toast for htmx, a page for people.
 * What we did not expect is logged with its request id, and nothing of it is shown.
 */
@ControllerAdvice
class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final ProblemDocuments documents;

    Problems(ProblemDocuments documents) {
        this.documents = documents;
    }

    /** The browser went away while we answered. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone() {}

    @ExceptionHandler(Exception.class)
    @Nullable
    Object answer(Exception thrown, HttpServletRequest request, HttpServletResponse response, Locale locale)
            throws IOException {
        if (response.isCommitted()) {
            log.debug("Failed after the answer had begun", thrown);
            return null;
        }
        var refused = refusal(thrown, request);
        var status = refused.code().status();
        var headers = new HttpHeaders();
        if (thrown instanceof ErrorResponse known) {
            known.getHeaders().forEach(headers::addAll);
        }
        if (Refusals.wantsDocument(request.getRequestURI())) {
            if (refused.code().code().equals("request_in_progress")) {
                headers.set(HttpHeaders.RETRY_AFTER, "1");
            }
            if (status == 401) {
                headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"ovation\"");
            }
            return ResponseEntity.status(status)
                    .headers(headers)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(documents.of(refused, request, locale));
        }
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        if (request.getHeader("HX-Request") != null) {
            return toast(refused, request, response, locale);
        }
        if (refused.code() == CommonProblem.SIGN_IN_NEEDED
                && request.getMethod().equals("GET")) {
            return new ModelAndView(
                    "redirect:/sign-in?next=" + URLEncoder.encode(request.getRequestURI(), StandardCharsets.UTF_8));
        }
        response.setStatus(status);
        return page(refused, request, locale);
    }

    ModelAndView page(Refused refused, HttpServletRequest request, Locale locale) {
        var page = new ModelAndView("site/error");
        page.addObject("problem", documents.of(refused, request, locale));
        page.addObject("requestId", String.valueOf(request.getAttribute(RequestIds.ID)));
        return page;
    }

    /** htmx swaps only answers that are fine, so a toast is one that replaces nothing and is appended to the toasts. */
    private ModelAndView toast(
            Refused refused, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        response.setHeader("HX-Retarget", "#toasts");
        response.setHeader("HX-Reswap", "beforeend");
        response.setHeader("X-Problem", refused.code().code());
        var toast = new ModelAndView("site/toast");
        toast.addObject("problem", documents.of(refused, request, locale));
        return toast;
    }

    private static Refused refusal(Exception thrown, HttpServletRequest request) {
        return switch (thrown) {
            case Refused refused -> refused;
            case MethodArgumentNotValidException invalid -> Refused.fields(fields(invalid.getBindingResult()));
            case BindException invalid -> Refused.fields(fields(invalid.getBindingResult()));
            case HandlerMethodValidationException invalid -> Refused.fields(fields(invalid));
            case ConstraintViolationException invalid -> Refused.fields(fields(invalid));
            case MethodArgumentTypeMismatchException wrong -> Refused.field(wrong.getName(), "unreadable");
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case ConcurrencyFailureException meanwhile -> Refused.because(SiteProblem.CHANGED_MEANWHILE);
            case ErrorResponse known ->
                Refused.because(byStatus(known.getStatusCode().value()));
            default -> {
                log.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
                yield Refused.because(SiteProblem.UNEXPECTED);
            }
        };
    }

    static ProblemCode byStatus(int status) {
        return switch (status) {
            case 401 -> CommonProblem.SIGN_IN_NEEDED;
            case 403 -> CommonProblem.NOT_ALLOWED;
            case 404 -> CommonProblem.NOT_FOUND;
            case 405 -> SiteProblem.METHOD_NOT_ALLOWED;
            case 406 -> SiteProblem.NOT_ACCEPTABLE;
            case 409 -> CommonProblem.CONFLICT;
            case 413 -> CommonProblem.TOO_LARGE;
            case 415 -> SiteProblem.MEDIA_TYPE_NOT_SUPPORTED;
            case 429 -> CommonProblem.TOO_MANY_REQUESTS;
            case 503 -> CommonProblem.OVERLOADED;
            default -> status < 500 ? SiteProblem.PARAMETER_MISSING : SiteProblem.UNEXPECTED;
        };
    }

    private static Refused unreadable(HttpMessageNotReadableException thrown) {
        if (thrown.getCause() instanceof DatabindException wrong
                && !wrong.getPath().isEmpty()) {
            var path = new StringBuilder();
            for (var step : wrong.getPath()) {
                if (step.getPropertyName() != null) {
                    path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
                } else {
                    path.append('[').append(step.getIndex()).append(']');
                }
            }
            return Refused.field(path.toString(), reason(wrong));
        }
        return Refused.because(SiteProblem.BODY_UNREADABLE);
    }

    private static String reason(DatabindException wrong) {
        return wrong instanceof tools.jackson.databind.exc.UnrecognizedPropertyException
                ? "unknown_field"
                : "unreadable";
    }

    /** The reasons of Bean Validation are its annotations in snake case, such as {@code not_blank}. */
    private static Map<String, String> fields(BindingResult invalid) {
        var fields = new LinkedHashMap<String, String>();
        invalid.getFieldErrors()
                .forEach(error -> fields.putIfAbsent(
                        error.getField(), error.isBindingFailure() ? "unreadable" : snake(error.getCode())));
        return fields.isEmpty() ? Map.of("body", "unreadable") : fields;
    }

    private static Map<String, String> fields(HandlerMethodValidationException invalid) {
        var fields = new LinkedHashMap<String, String>();
        invalid.getParameterValidationResults().forEach(result -> {
            var name = result.getMethodParameter().getParameterName();
            result.getResolvableErrors().forEach(error -> {
                var codes = error.getCodes();
                fields.putIfAbsent(
                        name == null ? "parameter" : name,
                        snake(codes == null || codes.length == 0 ? null : codes[codes.length - 1]));
            });
        });
        return fields.isEmpty() ? Map.of("parameter", "unreadable") : fields;
    }

    private static Map<String, String> fields(ConstraintViolationException invalid) {
        var fields = new LinkedHashMap<String, String>();
        invalid.getConstraintViolations().forEach(violation -> {
            var path = violation.getPropertyPath().toString();
            var annotation = violation
                    .getConstraintDescriptor()
                    .getAnnotation()
                    .annotationType()
                    .getSimpleName();
            fields.putIfAbsent(path.substring(path.lastIndexOf('.') + 1), snake(annotation));
        });
        return fields;
    }

    private static String snake(@Nullable String code) {
        return code == null
                ? "unreadable"
                : code.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
