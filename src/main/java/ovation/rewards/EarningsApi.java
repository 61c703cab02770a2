package ovation.rewards;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Attachment;
import ovation.identity.Viewer;

/** The reader's own earnings, and nobody else's. */
@RestController
@RequestMapping("/api/v1/rewards")
@Tag(name = "rewards")
class EarningsApi {

    private static final int DEFAULT_DAYS = 28;

    private final Earnings earnings;

    EarningsApi(Earnings earnings) {
        this.earnings = earnings;
    }

    @GetMapping("/earnings")
    @Operation(summary = "Own earnings by day and by video; the last 28 days unless asked otherwise, at most 366")
    Earnings.View earnings(
            Viewer viewer,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        var creator = viewer.person();
        var end = to == null ? earnings.today() : to;
        return earnings.of(creator, from == null ? end.minusDays(DEFAULT_DAYS - 1) : from, end);
    }

    @GetMapping(path = "/earnings.csv", produces = "text/csv")
    @Operation(summary = "The same by day and video, one line each, every figure exact")
    ResponseEntity<String> csv(
            Viewer viewer,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        var creator = viewer.person();
        var end = to == null ? earnings.today() : to;
        var start = from == null ? end.minusDays(DEFAULT_DAYS - 1) : from;
        var name = "earnings-" + start + "-" + end + ".csv";
        return Attachment.of(name, Attachment.CSV, text(earnings.lines(creator, start, end)));
    }

    /** Ids, dates and numbers only, so no spreadsheet can take a cell for a formula. Lines end as RFC 4180 wants. */
    static String text(List<EarningRows.VideoDay> lines) {
        var head = "day,receipt,video,currency,amount,state,qualified_views,"
                + Earnings.EXCLUSIONS.stream()
                        .map(reason -> "excluded_" + reason)
                        .collect(Collectors.joining(","));
        return Stream.concat(Stream.of(head), lines.stream().map(EarningsApi::line))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String line(EarningRows.VideoDay line) {
        var excluded = Earnings.EXCLUSIONS.stream()
                .map(reason -> line.excludedViews().getOrDefault(reason, 0L).toString())
                .collect(Collectors.joining(","));
        return String.join(
                ",",
                line.day().toString(),
                line.receipt().toString(),
                line.video().toString(),
                line.amount().currency(),
                line.amount().decimal(),
                line.state(),
                Long.toString(line.qualifiedViews()),
                excluded);
    }
}
