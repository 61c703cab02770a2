package ovation.ads.reports;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why a report is refused. */
enum ReportsProblem implements ProblemCode {
    /** Five are being made already. */
    TOO_MANY_REPORTS(429),
    /** Its file is not made yet, or could not be. */
    REPORT_NOT_READY(409),
    /** Its file was kept for a week and is gone. */
    REPORT_EXPIRED(410);

    private final int status;

    ReportsProblem(int status) {
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
