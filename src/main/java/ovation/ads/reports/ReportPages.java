package ovation.ads.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.ads.Access;
import ovation.ads.account.BillingAccounts;
import ovation.base.Ids;
import ovation.identity.Businesses.Business;
import ovation.identity.Viewer;
import ovation.videos.Videos;

/** Reports on a page: filter, chart, table, the period before, and files that are being made. */
@Controller
class ReportPages {

    private static final int PAGE = 200;
    private static final int TASKS = 10;

    private final Access access;
    private final BillingAccounts accounts;
    private final ReportRows rows;
    private final ReportTasks tasks;
    private final MakingReports making;
    private final Videos videos;
    private final MessageSource words;
    private final Clock clock;

    ReportPages(
            Access access,
            BillingAccounts accounts,
            ReportRows rows,
            ReportTasks tasks,
            MakingReports making,
            Videos videos,
            MessageSource words,
            Clock clock) {
        this.access = access;
        this.accounts = accounts;
        this.rows = rows;
        this.tasks = tasks;
        this.making = making;
        this.videos = videos;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/desk/ads/{business}/reports")
    String page(
            Viewer viewer,
            @PathVariable UUID business,
            @ModelAttribute Question.Asked asked,
            @RequestParam(defaultValue = "false") boolean compare,
            @RequestParam(required = false) @Nullable String cursor,
            Locale locale,
            Model model) {
        var found = access.toRead(viewer, business);
        var zone = accounts.of(found).timeZone();
        var question = Question.of(asked, LocalDate.ofInstant(clock.instant(), zone));
        var page = rows.rows(found, question, zone, cursor, PAGE);
        var chart = rows.rows(
                found,
                question.with("total", question.time().equals("none") ? "day" : question.time(), Dimension.ALL),
                zone,
                null,
                MakingReports.PAGE);
        model.addAttribute("business", found);
        model.addAttribute("question", question);
        model.addAttribute("zone", zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
        model.addAttribute("page", page);
        model.addAttribute("labels", labels(question, page.items(), locale));
        model.addAttribute("total", rows.total(found, question, zone));
        model.addAttribute("previous", compare ? rows.total(found, question.previous(), zone) : null);
        model.addAttribute("compare", compare);
        model.addAttribute(
                "chart",
                ReportChart.of(
                        ReportChart.everyTime(chart.items(), question, found.currency()),
                        figures -> figures.spend().micros()));
        model.addAttribute("dimensions", List.of(Dimension.values()));
        model.addAttribute("campaigns", rows.campaigns(business));
        addTasks(business, model);
        return "ads/reports/reports";
    }

    /** What the values of a breakdown are called. */
    private Map<String, String> labels(Question question, List<ReportRows.Row> shown, Locale locale) {
        var labels = new HashMap<String, String>();
        var values = shown.stream().map(ReportRows.Row::value).distinct().toList();
        if (question.breakdown() == Dimension.CREATIVE) {
            videos.cards(values.stream()
                            .flatMap(value -> Ids.parse(value).stream())
                            .toList())
                    .forEach(card -> labels.put(card.id().toString(), card.caption()));
        }
        for (var value : values) {
            if (question.breakdown() == Dimension.REGION && value.matches("[A-Z]{2}")) {
                labels.put(value, Locale.of("", value).getDisplayCountry(locale));
            }
            labels.computeIfAbsent(
                    value, it -> String.valueOf(words.getMessage("ads.report.value." + it, null, it, locale)));
        }
        return labels;
    }

    @PostMapping("/desk/ads/{business}/reports/files")
    String ask(Viewer viewer, @PathVariable UUID business, @ModelAttribute Question.Asked asked) {
        var found = access.toRead(viewer, business);
        making.ask(viewer.person(), found, Question.of(asked, today(found)));
        return "redirect:/desk/ads/" + business + "/reports#files";
    }

    private LocalDate today(Business business) {
        return LocalDate.ofInstant(clock.instant(), accounts.of(business).timeZone());
    }

    /** The list of files alone, which the page asks for again while one is being made. */
    @GetMapping("/desk/ads/{business}/reports/files")
    String files(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String fragment,
            Model model) {
        model.addAttribute("business", access.toRead(viewer, business));
        addTasks(business, model);
        return fragment == null ? "redirect:/desk/ads/" + business + "/reports#files" : "ads/reports/files :: files";
    }

    private void addTasks(UUID business, Model model) {
        var all = tasks.of(business, TASKS);
        model.addAttribute("tasks", all);
        model.addAttribute("making", all.stream().anyMatch(task -> List.of("created", "running")
                .contains(task.state())));
    }
}
