package ovation.ads.measure;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why measuring refuses a whole request; what is wrong with one event is its verdict. */
enum MeasureProblem implements ProblemCode {
    /** The page's origin is not one that the advertiser has named. */
    PIXEL_ORIGIN_NOT_ALLOWED(403),
    PIXEL_SECRET_WRONG(401),
    /** A browser sent the server's secret. */
    PIXEL_SECRET_IN_BROWSER(403);

    private final int status;

    MeasureProblem(int status) {
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
