package ovation.videos;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.videos.PublishingVideos.Edit;

/** Where a creator uploads, and looks after what was posted. */
@Controller
class CreatorPages {

    private static final int ROWS = 20;

    private final OwnVideos own;
    private final PublishingVideos publishing;
    private final Sounds sounds;
    private final List<OwnPostPanel> panels;

    CreatorPages(OwnVideos own, PublishingVideos publishing, Sounds sounds, ObjectProvider<OwnPostPanel> panels) {
        this.own = own;
        this.publishing = publishing;
        this.sounds = sounds;
        this.panels = panels.orderedStream().toList();
    }

    @GetMapping("/upload")
    String upload(Viewer viewer, @RequestParam @Nullable UUID sound, @RequestParam @Nullable String tag, Model model) {
        model.addAttribute("handle", own.handle(viewer.person()));
        model.addAttribute("sound", sound == null ? null : sounds.find(sound).orElse(null));
        model.addAttribute("tag", tag);
        model.addAttribute("caption", Caption.beginningWith(tag));
        model.addAttribute("captionMax", Caption.MAX_CODE_POINTS);
        model.addAttribute("titleMax", Sounds.MAX_TITLE_CODE_POINTS);
        return "videos/upload";
    }

    @GetMapping("/desk/creator/videos")
    String list(
            Viewer viewer,
            @RequestParam @Nullable String cursor,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            Model model) {
        var slice = own.of(viewer.person(), cursor, ROWS);
        model.addAttribute("videos", slice.items());
        model.addAttribute("next", slice.next());
        return fragment ? "videos/own :: rows" : "videos/own";
    }

    @GetMapping("/desk/creator/videos/{id}")
    String editing(Viewer viewer, @PathVariable UUID id, Model model) {
        return editor(viewer.person(), id, Map.of(), null, model);
    }

    @PostMapping("/desk/creator/videos/{id}")
    String edit(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String caption,
            @RequestParam(defaultValue = "false") boolean commentsAllowed,
            @RequestParam(defaultValue = "false") boolean adultsOnly,
            @RequestParam(defaultValue = "keep") String show,
            HttpServletResponse response,
            Model model) {
        var creator = viewer.person();
        Boolean publish =
                switch (show) {
                    case "publish" -> true;
                    case "hide" -> false;
                    default -> null;
                };
        try {
            publishing.edit(creator, id, new Edit(caption, commentsAllowed, adultsOnly, publish));
        } catch (Refused refused) {
            if (refused.fields().isEmpty()) {
                throw refused;
            }
            response.setStatus(422);
            return editor(creator, id, refused.fields(), caption, model);
        }
        return "redirect:/desk/creator/videos";
    }

    @PostMapping("/desk/creator/videos/{id}/deletion")
    String delete(Viewer viewer, @PathVariable UUID id) {
        publishing.delete(viewer.person(), id);
        return "redirect:/desk/creator/videos";
    }

    private String editor(UUID creator, UUID id, Map<String, String> errors, @Nullable String typed, Model model) {
        var video = own.one(creator, id);
        model.addAttribute("video", video);
        model.addAttribute("caption", typed == null ? video.caption() : typed);
        model.addAttribute("errors", errors);
        model.addAttribute("captionMax", Caption.MAX_CODE_POINTS);
        model.addAttribute("panels", panels);
        return "videos/edit";
    }
}
