package ovation.ads.billing;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionReader;
import ovation.attention.TrafficMark;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Role;
import ovation.identity.Viewer;

/**
 * Notes what attention's filter finds late. Whoever shows himself to be a robot was one an hour before too; a browser that fetched
 * ahead says something of one showing only.
 */
@Service
class MarkingInvalid implements AttentionReader {

    private final InvalidMarks marks;
    private final BillingSettings settings;
    private final Clock clock;

    MarkingInvalid(InvalidMarks marks, BillingSettings settings, Clock clock) {
        this.marks = marks;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "ads-invalid-traffic";
    }

    @Override
    public void read(List<AttentionEvent> events) {
        var byViewer = new HashMap<UUID, InvalidMarks.Mark>();
        for (var event : events) {
            if (!event.marked()) {
                continue;
            }
            if (event.marks() == TrafficMark.PREFETCH.bit()) {
                if (event.exposure().paid()) {
                    marks.insert(one(event), null);
                }
            } else {
                byViewer.merge(event.exposure().viewer(), whole(event), MarkingInvalid::longer);
            }
        }
        byViewer.values().forEach(mark -> marks.insert(mark, null));
    }

    private InvalidMarks.Mark one(AttentionEvent event) {
        var exposure = event.exposure();
        return new InvalidMarks.Mark(
                Ids.next(clock),
                exposure.viewer(),
                exposure.id(),
                "prefetch",
                exposure.servedAt(),
                exposure.servedAt(),
                clock.instant());
    }

    private InvalidMarks.Mark whole(AttentionEvent event) {
        return new InvalidMarks.Mark(
                Ids.next(clock),
                event.exposure().viewer(),
                null,
                reason(event.marks()),
                event.at().minus(settings.invalidLookBack()),
                event.at(),
                clock.instant());
    }

    private static InvalidMarks.Mark longer(InvalidMarks.Mark one, InvalidMarks.Mark other) {
        return new InvalidMarks.Mark(
                one.id(),
                one.viewer(),
                null,
                one.reason(),
                one.from().isBefore(other.from()) ? one.from() : other.from(),
                one.to().isAfter(other.to()) ? one.to() : other.to(),
                one.foundAt());
    }

    private static String reason(int bits) {
        for (var mark : List.of(TrafficMark.DECLARED_ROBOT, TrafficMark.IMPOSSIBLE_PACE, TrafficMark.TOO_MANY_EVENTS)) {
            if (mark.in(bits)) {
                return mark.name().toLowerCase(java.util.Locale.ROOT);
            }
        }
        return "filter";
    }

    /** @param shownTo whose showings from one moment to another were invalid @param reason 5 to 100 characters */
    record Finding(
            @Nullable UUID shownTo,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String reason) {}

    /** What people find out, for example from a report of a partner. */
    @Transactional
    UUID note(Viewer by, Finding finding) {
        var person = by.as(Role.FINANCE, Role.ADMIN);
        var wrong = new HashMap<String, String>();
        if (finding.shownTo() == null) {
            wrong.put("shownTo", "required");
        }
        var from = finding.from();
        var to = finding.to();
        if (from == null || to == null) {
            wrong.put(from == null ? "from" : "to", "required");
        } else if (to.isBefore(from) || to.isAfter(clock.instant()) || from.isBefore(to.minusSeconds(40 * 86_400L))) {
            wrong.put("to", "out_of_range");
        }
        var reason = finding.reason() == null ? "" : finding.reason().strip();
        if (reason.length() < 5 || reason.length() > 100) {
            wrong.put("reason", "grant_reason");
        }
        if (!wrong.isEmpty() || finding.shownTo() == null || from == null || to == null) {
            throw Refused.fields(wrong);
        }
        var id = Ids.next(clock);
        marks.insert(new InvalidMarks.Mark(id, finding.shownTo(), null, reason, from, to, clock.instant()), person);
        return id;
    }
}
