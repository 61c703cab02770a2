package ovation.ads.spark;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why Spark refuses. */
enum SparkProblem implements ProblemCode {
    /** No such code, or it is somebody else's by now. */
    SPARK_CODE_UNKNOWN(404),
    /** The code has expired, or its creator has taken it back. */
    SPARK_ENDED(409),
    SPARK_TOO_MANY_CODES(409);

    private final int status;

    SparkProblem(int status) {
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
