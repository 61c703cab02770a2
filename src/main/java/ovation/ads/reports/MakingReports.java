package ovation.ads.reports;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import ovation.ads.account.BillingAccounts;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Businesses;
import ovation.identity.Businesses.Business;
import ovation.ledger.Money;

/** Makes CSV files in the background, page by page, so that a long report keeps nobody waiting and no memory full. */
@Service
class MakingReports {

    private static final Logger log = LoggerFactory.getLogger(MakingReports.class);
    static final int PAGE = 1_000;
    private static final int PART_BYTES = 1 << 20;
    private static final long MOST_ROWS = 2_000_000;
    private static final int MOST_OPEN = 5;
    private static final Duration KEPT = Duration.ofDays(7);

    private final ReportTasks tasks;
    private final ReportRows rows;
    private final Businesses businesses;
    private final BillingAccounts accounts;
    private final Clock clock;

    MakingReports(ReportTasks tasks, ReportRows rows, Businesses businesses, BillingAccounts accounts, Clock clock) {
        this.tasks = tasks;
        this.rows = rows;
        this.businesses = businesses;
        this.accounts = accounts;
        this.clock = clock;
    }

    ReportTasks.Task ask(UUID person, Business business, Question question) {
        if (tasks.open(business.id()) >= MOST_OPEN) {
            throw Refused.because(ReportsProblem.TOO_MANY_REPORTS);
        }
        var id = Ids.next(clock);
        tasks.insert(id, business.id(), person, question, clock.instant());
        return tasks.find(id).orElseThrow();
    }

    @Scheduled(fixedDelay = 1000)
    void work() {
        for (var task = tasks.take(clock.instant()); task.isPresent(); task = tasks.take(clock.instant())) {
            make(task.get());
        }
    }

    @Scheduled(fixedDelay = 60_000)
    void expire() {
        tasks.expire(clock.instant());
    }

    private void make(ReportTasks.Task task) {
        try {
            var business = businesses.find(task.business()).orElseThrow(Refused::notFound);
            var bytes = write(task, business);
            tasks.finish(
                    task.id(), "ready", bytes, clock.instant(), clock.instant().plus(KEPT));
        } catch (RuntimeException broken) {
            log.error("Report {} could not be made", task.id(), broken);
            tasks.finish(task.id(), "failed", 0, clock.instant(), null);
        }
    }

    private long write(ReportTasks.Task task, Business business) {
        var question = task.question();
        var zone = accounts.of(business).timeZone();
        var all = rows.count(business, question, zone);
        if (all > MOST_ROWS) {
            throw new IllegalStateException(all + " rows are too many");
        }
        var file = new ByteArrayOutputStream();
        file.writeBytes(Csv.line(head(question)).getBytes(StandardCharsets.UTF_8));
        var part = 0;
        var bytes = 0L;
        var done = 0L;
        @Nullable String cursor = null;
        do {
            var page = rows.rows(business, question, zone, cursor, PAGE);
            for (var row : page.items()) {
                file.writeBytes(Csv.line(cells(question, row)).getBytes(StandardCharsets.UTF_8));
            }
            done += page.items().size();
            cursor = page.next();
            if (file.size() >= PART_BYTES || cursor == null) {
                tasks.write(task.id(), part++, file.toByteArray());
                bytes += file.size();
                file.reset();
            }
            tasks.progress(task.id(), done, all, clock.instant());
        } while (cursor != null);
        return bytes;
    }

    private static List<String> head(Question question) {
        return List.of(
                question.time().equals("none") ? "period" : question.time(),
                "level",
                "id",
                "name",
                question.breakdown() == Dimension.ALL
                        ? "breakdown"
                        : question.breakdown().stored(),
                "impressions",
                "clicks",
                "ctr",
                "views_6s",
                "spend",
                "invalid",
                "credited",
                "currency");
    }

    private static List<String> cells(Question question, ReportRows.Row row) {
        var figures = row.figures();
        return List.of(
                question.time().equals("none") ? question.from() + "/" + question.to() : row.time(),
                question.level(),
                row.id(),
                row.name(),
                row.value(),
                Long.toString(figures.impressions()),
                Long.toString(figures.clicks()),
                String.format(Locale.ROOT, "%.6f", figures.ctr()),
                Long.toString(figures.views()),
                plain(figures.spend()),
                Long.toString(figures.invalid()),
                plain(figures.credited()),
                figures.spend().currency());
    }

    private static String plain(Money money) {
        return money.decimal();
    }
}
