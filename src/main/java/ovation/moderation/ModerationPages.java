package ovation.moderation;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.Refused;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.videos.Videos;

/** The moderators' desk: a queue, and a case with its clip and its history side by side. */
@Controller
@RequestMapping("/moderation")
class ModerationPages {

    private static final int LENGTH = 50;

    private final Cases cases;
    private final Deciding deciding;
    private final Reporting reporting;
    private final Appealing appealing;
    private final People people;
    private final Videos videos;

    ModerationPages(
            Cases cases, Deciding deciding, Reporting reporting, Appealing appealing, People people, Videos videos) {
        this.cases = cases;
        this.deciding = deciding;
        this.reporting = reporting;
        this.appealing = appealing;
        this.people = people;
        this.videos = videos;
    }

    @GetMapping
    String queue(Viewer viewer, @RequestParam(defaultValue = "ads") String queue, Model model) {
        viewer.as(Role.MODERATOR, Role.ADMIN);
        var chosen = ModerationApi.QUEUES.contains(queue) ? queue : "ads";
        model.addAttribute("queue", chosen);
        model.addAttribute("cases", cases.open(chosen, null, LENGTH));
        model.addAttribute("waiting", Map.of("ads", cases.waiting("ads"), "reports", cases.waiting("reports")));
        return "moderation/queue";
    }

    @GetMapping("/cases/{id}")
    String one(Viewer viewer, @PathVariable UUID id, Model model) {
        viewer.as(Role.MODERATOR, Role.ADMIN);
        return page(id, Map.of(), new Deciding.Decision(null, "", ""), model);
    }

    @PostMapping("/cases/{id}")
    String decide(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Boolean approved,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String note,
            HttpServletResponse response,
            Model model) {
        var moderator = viewer.as(Role.MODERATOR, Role.ADMIN);
        var decision = new Deciding.Decision(approved, reason, note);
        try {
            deciding.decide(moderator, id, decision);
        } catch (Refused refused) {
            if (refused.fields().isEmpty()) {
                throw refused;
            }
            response.setStatus(422);
            return page(id, refused.fields(), decision, model);
        }
        var queue = cases.find(id).orElseThrow(Refused::notFound).queue();
        return cases.open(queue, null, 1).stream()
                .findFirst()
                .map(next -> "redirect:/moderation/cases/" + next.id())
                .orElse("redirect:/moderation?queue=" + queue);
    }

    private String page(UUID id, Map<String, String> errors, Deciding.Decision decision, Model model) {
        var found = cases.find(id).orElseThrow(Refused::notFound);
        var reports = reporting.of(id);
        var history = deciding.history(found.subject());
        model.addAttribute("reviewCase", found);
        model.addAttribute("clip", clip(found));
        model.addAttribute(
                "appeal", appealing.of(id).map(Appealing.Appeal::text).orElse(null));
        model.addAttribute("reports", reports);
        model.addAttribute("history", history);
        model.addAttribute("names", names(found, reports, history));
        model.addAttribute(
                "reasons", Arrays.stream(Reason.values()).map(Reason::code).toList());
        model.addAttribute("errors", errors);
        model.addAttribute("decision", decision);
        return "moderation/case";
    }

    /** The clip that the case's link leads to, if it still plays. */
    private Videos.@Nullable VideoCard clip(Cases.Case found) {
        if (!found.link().startsWith("/v/")) {
            return null;
        }
        var cards = videos.cards(List.of(UUID.fromString(found.link().substring("/v/".length()))));
        return cards.isEmpty() ? null : cards.getFirst();
    }

    private Map<UUID, People.PersonCard> names(
            Cases.Case found, List<Reporting.Line> reports, List<Deciding.Past> history) {
        var ids = new ArrayList<UUID>();
        ids.add(found.submitter());
        reports.forEach(line -> ids.add(line.reporter()));
        history.stream()
                .map(Deciding.Past::moderator)
                .flatMap(Stream::ofNullable)
                .forEach(ids::add);
        return people.cards(ids.stream().filter(Objects::nonNull).distinct().toList());
    }
}
