package ovation.attention;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import ovation.base.CommonProblem;
import ovation.base.Refused;

/** Believes, clamps, marks and writes a batch. */
@Service
class Intake implements AttentionIntake {

    private final ExposureTokens tokens;
    private final EventRows rows;
    private final Robots robots;
    private final Bell bell;
    private final Clock clock;

    Intake(ExposureTokens tokens, EventRows rows, Robots robots, Bell bell, Clock clock) {
        this.tokens = tokens;
        this.rows = rows;
        this.robots = robots;
        this.bell = bell;
        this.clock = clock;
    }

    @Override
    public List<Verdict> take(UUID viewer, Origin origin, List<Report> reports) {
        if (reports.size() > MAX_BATCH) {
            throw Refused.because(CommonProblem.TOO_LARGE, MAX_BATCH);
        }
        var now = clock.instant();
        var marks = robots.marksOf(origin);
        var pace = robots.paceOf(viewer);
        var verdicts = new ArrayList<Verdict>(reports.size());
        var believed = new ArrayList<AttentionEvent>(reports.size());
        for (var report : reports) {
            var opened = tokens.open(report.exposure());
            if (opened.isEmpty()) {
                verdicts.add(refused(report, "exposure_unknown"));
                continue;
            }
            var exposure = opened.get();
            var refusal = ExposureRules.refusal(exposure, report, viewer, now);
            if (refusal != null) {
                verdicts.add(refused(report, refusal));
                continue;
            }
            var watched = ExposureRules.possibleWatch(exposure, report, now);
            var allMarks = marks | pace.after(exposure.id(), exposure.servedAt(), watched, now);
            believed.add(new AttentionEvent(report.id(), report.type(), exposure, watched, now, allMarks));
            verdicts.add(new Verdict(report.id(), Verdict.Kind.ACCEPTED, null));
        }
        var fresh = new HashSet<>(rows.insert(believed));
        bell.ring();
        // Each new id is accepted once: a second copy in the same batch is a duplicate like any other.
        verdicts.replaceAll(verdict -> verdict.kind() == Verdict.Kind.ACCEPTED && !fresh.remove(verdict.id())
                ? new Verdict(verdict.id(), Verdict.Kind.DUPLICATE, null)
                : verdict);
        return verdicts;
    }

    private static Verdict refused(Report report, String code) {
        return new Verdict(report.id(), Verdict.Kind.REFUSED, code);
    }
}
