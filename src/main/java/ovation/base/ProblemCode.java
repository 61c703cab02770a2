package ovation.base;

/**
 * A catalogued reason for refusing a request: stable for clients, translated for people.
 *
 * <p>Each module lists its own in a package-private enum. The message key is {@code problem.<code>} and says
 * what to do; the problem type of RFC 9457 is {@code /problems/<code>}.
 */
public interface ProblemCode {

    /** Stable, lower snake case, unique over all modules, for example {@code insufficient_funds}. */
    String code();

    /** The HTTP status that carries it. */
    int status();
}
