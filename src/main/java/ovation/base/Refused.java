package ovation.base;

import java.util.List;
import java.util.Map;

/**
 * A request that is refused for a catalogued reason. Thrown, so that the transaction rolls back and nothing has
 * changed; the site translates it into a problem document or a page. It is not a bug, so it has no stack trace.
 */
@SuppressWarnings("serial")
public final class Refused extends RuntimeException {

    private final ProblemCode code;
    private final List<Object> arguments;
    private final Map<String, String> fields;

    private Refused(ProblemCode code, List<Object> arguments, Map<String, String> fields) {
        super(
                code.code() + (arguments.isEmpty() ? "" : " " + arguments) + (fields.isEmpty() ? "" : " " + fields),
                null,
                false,
                false);
        this.code = code;
        this.arguments = List.copyOf(arguments);
        this.fields = Map.copyOf(fields);
    }

    /** @param arguments fill the placeholders of the message {@code problem.<code>} */
    public static Refused because(ProblemCode code, Object... arguments) {
        return new Refused(code, List.of(arguments), Map.of());
    }

    /** One field of the input is wrong; the message key {@code field.<reason>} says how to mend it. */
    public static Refused field(String field, String reason) {
        return fields(Map.of(field, reason));
    }

    /** Several fields of the input are wrong: field name to reason. */
    public static Refused fields(Map<String, String> reasonByField) {
        return new Refused(CommonProblem.INVALID_INPUT, List.of(), reasonByField);
    }

    public static Refused notFound() {
        return because(CommonProblem.NOT_FOUND);
    }

    public ProblemCode code() {
        return code;
    }

    public List<Object> arguments() {
        return arguments;
    }

    public Map<String, String> fields() {
        return fields;
    }
}
