package ovation.moderation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Cursor;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.base.SubjectRef;
import ovation.identity.Role;
import ovation.identity.Viewer;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "moderation")
class ModerationApi {

    static final List<String> QUEUES = List.of("ads", "reports");

    private final Cases cases;
    private final Deciding deciding;
    private final Reporting reporting;
    private final Appealing appealing;

    ModerationApi(Cases cases, Deciding deciding, Reporting reporting, Appealing appealing) {
        this.appealing = appealing;
        this.cases = cases;
        this.deciding = deciding;
        this.reporting = reporting;
    }

    record CaseView(
            UUID id, String queue, SubjectRef subject, String title, String link, String state, Instant openedAt) {

        static CaseView of(Cases.Case from) {
            return new CaseView(
                    from.id(), from.queue(), from.subject(), from.title(), from.link(), from.state(), from.openedAt());
        }
    }

    /** @param appeal the words of the appeal that the case is, or null */
    record WholeCase(
            CaseView reviewCase, @Nullable String appeal, List<Reporting.Line> reports, List<Deciding.Past> history) {}

    record Taken(UUID reviewCase) {}

    @GetMapping("/moderation/cases")
    @Operation(summary = "Open cases of a queue, the longest waiting first")
    Slice<CaseView> open(
            Viewer viewer,
            @RequestParam(defaultValue = "ads") String queue,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        viewer.as(Role.MODERATOR, Role.ADMIN);
        if (!QUEUES.contains(queue)) {
            throw Refused.field("queue", "not_offered");
        }
        Slice.checkLimit(limit, 100);
        var after = cursor == null ? null : Cursor.decode(cursor, 1).id(0);
        return Slice.of(cases.open(queue, after, limit + 1), limit, last -> Cursor.of(last.id())
                        .encode())
                .map(CaseView::of);
    }

    @GetMapping("/moderation/cases/{id}")
    @Operation(summary = "A case with its reports and the subject's history")
    WholeCase one(Viewer viewer, @PathVariable UUID id) {
        viewer.as(Role.MODERATOR, Role.ADMIN);
        var found = cases.find(id).orElseThrow(Refused::notFound);
        return new WholeCase(
                CaseView.of(found),
                appealing.of(id).map(Appealing.Appeal::text).orElse(null),
                reporting.of(id),
                deciding.history(found.subject()));
    }

    @PostMapping("/moderation/cases/{id}/decision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Approves or rejects, once; a rejection needs a reason of the catalogue")
    void decide(Viewer viewer, @PathVariable UUID id, @RequestBody Deciding.Decision decision) {
        deciding.decide(viewer.as(Role.MODERATOR, Role.ADMIN), id, decision);
    }

    @PostMapping("/reports")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Reports a video, a comment, a person or an ad to the moderators")
    Taken report(Viewer viewer, @RequestBody Reporting.Report report) {
        return new Taken(reporting.report(viewer, report));
    }
}
