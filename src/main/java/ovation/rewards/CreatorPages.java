package ovation.rewards;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.videos.Videos;

/** The creator's home: what was earned, and why. */
@Controller
class CreatorPages {

    private static final List<Integer> RANGES = List.of(7, 28, 90);
    private static final int DEFAULT_RANGE = 28;

    private final Earnings earnings;
    private final Videos videos;

    CreatorPages(Earnings earnings, Videos videos) {
        this.earnings = earnings;
        this.videos = videos;
    }

    /** @param card null for a video that is gone */
    record VideoRow(
            UUID video,
            Videos.@Nullable VideoCard card,
            Money amount,
            long qualifiedViews,
            List<Exclusion> exclusions) {

        public long excluded() {
            return exclusions.stream().mapToLong(Exclusion::number).sum();
        }
    }

    /** @param reason the message keys are {@code rewards.excluded.<reason>} and {@code ….why} */
    record Exclusion(String reason, long number) {}

    @GetMapping("/desk/creator")
    String home(Viewer viewer, @RequestParam(defaultValue = "28") int days, Model model) {
        var range = RANGES.contains(days) ? days : DEFAULT_RANGE;
        var creator = viewer.person();
        var today = earnings.today();
        var view = earnings.of(creator, today.minusDays(range - 1L), today);
        var rows = rows(view);
        var excluded = new TreeMap<String, Long>();
        view.days().forEach(day -> Earnings.add(excluded, day.excludedViews()));
        model.addAttribute("view", view);
        model.addAttribute("range", range);
        model.addAttribute("ranges", RANGES);
        model.addAttribute("rows", rows);
        model.addAttribute("charts", charts(view));
        model.addAttribute("exclusions", exclusions(excluded));
        model.addAttribute(
                "qualified",
                view.days().stream().mapToLong(Earnings.Day::qualifiedViews).sum());
        model.addAttribute("openExclusions", openExclusions(view));
        model.addAttribute("empty", view.days().isEmpty() && nothingRuns(view));
        return "rewards/creator";
    }

    private static boolean nothingRuns(Earnings.View view) {
        return view.open().stream()
                .allMatch(
                        day -> day.qualifiedViews() == 0 && day.excludedViews().isEmpty());
    }

    private static Map<LocalDate, List<Exclusion>> openExclusions(Earnings.View view) {
        var byDay = new HashMap<LocalDate, List<Exclusion>>();
        view.open().forEach(day -> byDay.put(day.day(), exclusions(day.excludedViews())));
        return byDay;
    }

    private static List<EarningsChart> charts(Earnings.View view) {
        return view.days().stream()
                .map(day -> day.amount().currency())
                .distinct()
                .sorted()
                .map(currency -> EarningsChart.of(view.days(), currency, view.from(), view.to()))
                .toList();
    }

    private List<VideoRow> rows(Earnings.View view) {
        var ids = view.videos().stream().map(Earnings.Video::video).distinct().toList();
        var cards = new LinkedHashMap<UUID, Videos.VideoCard>();
        videos.cards(ids).forEach(card -> cards.put(card.id(), card));
        var rows = new ArrayList<VideoRow>();
        for (var video : view.videos()) {
            rows.add(new VideoRow(
                    video.video(),
                    cards.get(video.video()),
                    video.amount(),
                    video.qualifiedViews(),
                    exclusions(video.excludedViews())));
        }
        return rows;
    }

    /** In the order in which they are asked; unknown ones of a later version last. */
    static List<Exclusion> exclusions(Map<String, Long> numbers) {
        var ordered = new LinkedHashMap<String, Long>();
        Earnings.EXCLUSIONS.stream()
                .filter(numbers::containsKey)
                .forEach(reason -> ordered.put(reason, numbers.getOrDefault(reason, 0L)));
        numbers.forEach(ordered::putIfAbsent);
        return ordered.entrySet().stream()
                .map(each -> new Exclusion(each.getKey(), each.getValue()))
                .toList();
    }
}
