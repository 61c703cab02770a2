package ovation.ads.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.Access;
import ovation.ads.account.BillingAccounts;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Businesses.Business;
import ovation.identity.Viewer;

/** Reports of what was delivered and charged. */
@RestController
@RequestMapping("/api/v1/businesses/{business}")
@Tag(name = "ads")
class ReportsApi {

    private static final int TASKS = 50;

    private final Access access;
    private final BillingAccounts accounts;
    private final ReportRows rows;
    private final ReportTasks tasks;
    private final MakingReports making;
    private final Clock clock;

    ReportsApi(
            Access access,
            BillingAccounts accounts,
            ReportRows rows,
            ReportTasks tasks,
            MakingReports making,
            Clock clock) {
        this.access = access;
        this.accounts = accounts;
        this.rows = rows;
        this.tasks = tasks;
        this.making = making;
        this.clock = clock;
    }

    /** @param total of the whole period; {@code previous} of as many days before, if asked for */
    record ReportView(
            List<ReportRows.Row> items,
            @Nullable String next,
            String timeZone,
            LocalDate from,
            LocalDate to,
            ReportRows.Figures total,
            ReportRows.@Nullable Figures previous) {}

    @GetMapping("/reports")
    @Operation(
            summary = "What was delivered and charged, by time and one breakdown",
            description =
                    "level: total, campaign, group, ad; time: none, day, hour; breakdown: all, age, gender, region, placement,"
                            + " creative. At most 1,000 rows a page; each breakdown sums to the total.")
    ReportView report(
            Viewer viewer,
            @PathVariable UUID business,
            @ModelAttribute Question.Asked asked,
            @RequestParam(defaultValue = "false") boolean compare,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "1000") int limit) {
        var found = access.toRead(viewer, business);
        Slice.checkLimit(limit, MakingReports.PAGE);
        var zone = accounts.of(found).timeZone();
        var question = question(found, asked);
        var page = rows.rows(found, question, zone, cursor, limit);
        return new ReportView(
                page.items(),
                page.next(),
                zone.getId(),
                question.from(),
                question.to(),
                rows.total(found, question, zone),
                compare ? rows.total(found, question.previous(), zone) : null);
    }

    private Question question(Business business, Question.Asked asked) {
        var today = LocalDate.ofInstant(clock.instant(), accounts.of(business).timeZone());
        return Question.of(asked, today);
    }

    /** @param file where it can be fetched; null unless it is ready */
    record TaskView(
            UUID id,
            String state,
            int percent,
            long rows,
            long bytes,
            Instant createdAt,
            @Nullable Instant finishedAt,
            @Nullable Instant expiresAt,
            @Nullable String file) {

        static TaskView of(ReportTasks.Task task) {
            return new TaskView(
                    task.id(),
                    task.state(),
                    task.percent(),
                    task.rowsInAll(),
                    task.bytes(),
                    task.createdAt(),
                    task.finishedAt(),
                    task.expiresAt(),
                    task.state().equals("ready") ? path(task) + "/file" : null);
        }

        static String path(ReportTasks.Task task) {
            return "/api/v1/businesses/" + task.business() + "/report-tasks/" + task.id();
        }
    }

    @PostMapping("/report-tasks")
    @Operation(summary = "Asks for a report as a CSV file, made in the background and kept for a week")
    ResponseEntity<TaskView> ask(Viewer viewer, @PathVariable UUID business, @RequestBody Question.Asked asked) {
        var found = access.toRead(viewer, business);
        var task = making.ask(viewer.person(), found, question(found, asked));
        return ResponseEntity.created(URI.create(TaskView.path(task))).body(TaskView.of(task));
    }

    @GetMapping("/report-tasks")
    @Operation(summary = "The last fifty reports that were asked for")
    Slice<TaskView> tasks(Viewer viewer, @PathVariable UUID business) {
        access.toRead(viewer, business);
        return new Slice<>(tasks.of(business, TASKS).stream().map(TaskView::of).toList(), null);
    }

    @GetMapping("/report-tasks/{id}")
    TaskView task(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        return TaskView.of(found(viewer, business, id));
    }

    @GetMapping("/report-tasks/{id}/file")
    @Operation(summary = "The CSV file; cells that a spreadsheet would take for formulas begin with an apostrophe")
    ResponseEntity<byte[]> file(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        var task = found(viewer, business, id);
        if (task.state().equals("expired")) {
            throw Refused.because(ReportsProblem.REPORT_EXPIRED);
        }
        if (!task.state().equals("ready")) {
            throw Refused.because(ReportsProblem.REPORT_NOT_READY);
        }
        var name = "ovation-report-" + task.question().from() + "-"
                + task.question().to() + ".csv";
        var whole = new ByteArrayOutputStream();
        for (var part = 0; ; part++) {
            var content = tasks.read(id, part);
            if (content.isEmpty()) {
                break;
            }
            whole.writeBytes(content.get());
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(whole.toByteArray());
    }

    private ReportTasks.Task found(Viewer viewer, UUID business, UUID id) {
        access.toRead(viewer, business);
        return tasks.find(id).filter(task -> task.business().equals(business)).orElseThrow(Refused::notFound);
    }
}
