package ovation.videos;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Viewer;

/** The camera, and an effect's own page with the posts made with it. */
@Tag(name = "effects")
@Controller
class EffectPages {

    private static final int TILES = 24;

    private final Effects effects;
    private final Shelves shelves;

    EffectPages(Effects effects, Shelves shelves) {
        this.effects = effects;
        this.shelves = shelves;
    }

    /** @param effect the one to begin with @param sound and {@code tag} of the post that is to be made */
    @GetMapping("/camera")
    String camera(
            Viewer viewer,
            @RequestParam @Nullable UUID effect,
            @RequestParam @Nullable UUID sound,
            @RequestParam @Nullable String tag,
            Model model) {
        viewer.person();
        model.addAttribute("sound", sound);
        model.addAttribute("caption", Caption.beginningWith(tag));
        model.addAttribute("effect", effect);
        model.addAttribute("captionMax", Caption.MAX_CODE_POINTS);
        return "videos/camera";
    }

    @GetMapping("/effects/{id}")
    String effect(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam @Nullable String cursor,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            Model model) {
        var effect = shown(viewer, id);
        var slice = shelves.ofEffect(viewer, id, cursor, TILES);
        model.addAttribute("address", "/effects/" + id);
        model.addAttribute("items", slice.items());
        model.addAttribute("next", slice.next());
        if (fragment) {
            return "videos/wall :: wall";
        }
        model.addAttribute("effect", effect);
        model.addAttribute("posts", effects.countPosts(id));
        model.addAttribute("usable", effects.mayUse(id, viewer.region()));
        return "videos/effect";
    }

    @Operation(summary = "Posts made with an effect, newest first")
    @GetMapping("/api/v1/effects/{id}/videos")
    @ResponseBody
    Slice<Shelves.Item> videos(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        shown(viewer, id);
        return shelves.ofEffect(viewer, id, cursor, limit);
    }

    /** What was never offered, nobody outside knows of; what was used stays to be seen. */
    private Effects.Effect shown(Viewer viewer, UUID id) {
        return effects.find(id)
                .filter(effect -> effects.mayUse(id, viewer.region()) || effects.countPosts(id) > 0)
                .orElseThrow(Refused::notFound);
    }
}
