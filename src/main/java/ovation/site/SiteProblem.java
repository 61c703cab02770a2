package ovation.site;

import java.util.Locale;
import ovation.base.ProblemCode;

/** What goes wrong at the front door, before a module is asked. */
enum SiteProblem implements ProblemCode {
    BODY_UNREADABLE(400),
    PARAMETER_MISSING(400),
    PARAMETER_UNREADABLE(400),
    FORM_EXPIRED(403),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    MEDIA_TYPE_NOT_SUPPORTED(415),
    CHANGED_MEANWHILE(409),
    UNEXPECTED(500);

    private final int status;

    SiteProblem(int status) {
        this.status = status;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int status() {
        return status;
    }
}
