package ovation.site;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import ovation.base.ProblemCode;
import ovation.base.Refused;

/** Writes problems in words: RFC 9457 with {@code code}, {@code requestId} and, for wrong fields, {@code errors}. */
@Component
class ProblemDocuments {

    private static final Object[] UNSAID = {"…", "…", "…"};

    /** @param message what is wrong and how to mend it, in the reader's language */
    record FieldError(String field, String code, String message) {}

    private final MessageSource messages;

    ProblemDocuments(MessageSource messages) {
        this.messages = messages;
    }

    ProblemDetail of(Refused refused, HttpServletRequest request, Locale locale) {
        var document = of(refused.code(), refused.arguments(), request, locale);
        if (!refused.fields().isEmpty()) {
            document.setProperty("errors", errors(refused.fields(), locale));
        }
        return document;
    }

    private ProblemDetail of(ProblemCode code, List<Object> arguments, HttpServletRequest request, Locale locale) {
        var document = ProblemDetail.forStatus(HttpStatusCode.valueOf(code.status()));
        document.setType(URI.create("/problems/" + code.code()));
        document.setTitle(title(code.code(), locale));
        document.setDetail(detail(code.code(), arguments, locale));
        document.setInstance(instance(request));
        document.setProperty("code", code.code());
        var id = request.getAttribute(RequestIds.ID);
        if (id != null) {
            document.setProperty("requestId", id);
        }
        return document;
    }

    /** The code in words: a message {@code problem.<code>.title} if there is one. */
    String title(String code, Locale locale) {
        var words = code.replace('_', ' ');
        return say(
                "problem." + code + ".title",
                List.of(),
                Character.toUpperCase(words.charAt(0)) + words.substring(1),
                locale);
    }

    String detail(String code, List<Object> arguments, Locale locale) {
        return say("problem." + code, arguments, title(code, locale), locale);
    }

    List<FieldError> errors(Map<String, String> fields, Locale locale) {
        return fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(field -> new FieldError(field.getKey(), field.getValue(), reason(field.getValue(), locale)))
                .toList();
    }

    String reason(String reason, Locale locale) {
        return say("field." + reason, List.of(), reason.replace('_', ' '), locale);
    }

    private String say(String key, List<Object> arguments, String otherwise, Locale locale) {
        var said = messages.getMessage(key, arguments.toArray(), otherwise, locale);
        if (said != null && arguments.isEmpty() && said.contains("{0}")) {
            said = messages.getMessage(key, UNSAID, otherwise, locale); // where the problem is explained, not met
        }
        return said == null ? otherwise : said;
    }

    private static @Nullable URI instance(HttpServletRequest request) {
        try {
            return URI.create(request.getRequestURI());
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
