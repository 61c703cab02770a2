package ovation.ads.measure;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import ovation.ads.Access;
import ovation.ads.measure.EditingPixels.PixelForm;
import ovation.base.Refused;
import ovation.identity.Viewer;

/** An advertiser's pixels, and for each the page on which he sees what comes in. */
@Controller
@RequestMapping("/desk/ads/{business}/pixels")
class PixelPages {

    private static final int EVENTS = 30;

    private final EditingPixels editing;
    private final PixelReports reports;
    private final Access access;
    private final Clock clock;

    PixelPages(EditingPixels editing, PixelReports reports, Access access, Clock clock) {
        this.editing = editing;
        this.reports = reports;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping
    String list(Viewer viewer, @PathVariable UUID business, Model model) {
        return list(viewer, business, "", "", Map.of(), model);
    }

    private String list(
            Viewer viewer, UUID business, String name, String origins, Map<String, String> errors, Model model) {
        model.addAttribute("business", access.toRead(viewer, business));
        model.addAttribute("pixels", editing.list(viewer, business));
        model.addAttribute("name", name);
        model.addAttribute("origins", origins);
        model.addAttribute("errors", errors);
        return "ads/pixels";
    }

    @PostMapping
    String make(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String origins,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            var made = editing.make(viewer, business, new PixelForm(name, lines(origins), null));
            return page(viewer, business, made.pixel(), made.secret(), request, model);
        } catch (Refused refused) {
            if (refused.fields().isEmpty()) {
                throw refused;
            }
            response.setStatus(422);
            return list(viewer, business, name, origins, refused.fields(), model);
        }
    }

    @GetMapping("/{id}")
    String one(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String done,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("done", done);
        return page(viewer, business, editing.toRead(viewer, business, id), null, request, model);
    }

    @GetMapping("/{id}/events")
    String events(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id, Model model) {
        var pixel = editing.toRead(viewer, business, id);
        model.addAttribute("here", "/desk/ads/" + business + "/pixels/" + id);
        recent(pixel, model);
        return "ads/pixel-events :: events";
    }

    @PostMapping("/{id}")
    String change(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID id,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String origins,
            @RequestParam int version,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            editing.change(viewer, business, id, new PixelForm(name, lines(origins), version));
            return "redirect:/desk/ads/" + business + "/pixels/" + id + "?done=saved";
        } catch (Refused refused) {
            if (refused.fields().isEmpty()) {
                throw refused;
            }
            response.setStatus(422);
            model.addAttribute("errors", refused.fields());
            return page(viewer, business, editing.toRead(viewer, business, id), null, request, model);
        }
    }

    @PostMapping("/{id}/secret")
    String secret(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID id,
            HttpServletRequest request,
            Model model) {
        var made = editing.newSecret(viewer, business, id);
        return page(viewer, business, made.pixel(), made.secret(), request, model);
    }

    private String page(
            Viewer viewer,
            UUID business,
            Pixel pixel,
            @Nullable String secret,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("business", access.toRead(viewer, business));
        model.addAttribute("pixel", pixel);
        model.addAttribute("secret", secret);
        model.addAttribute(
                "base",
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString());
        recent(pixel, model);
        return "ads/pixel";
    }

    private void recent(Pixel pixel, Model model) {
        model.addAttribute("recent", reports.last(pixel.id(), EVENTS));
        model.addAttribute("refusals", reports.refusals(pixel.id(), clock.instant()));
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
