package ovation.videos;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import ovation.identity.Viewer;
import tools.jackson.databind.json.JsonMapper;

/** One post on a page of its own, as from a share link, and the talk below it. */
@Controller
class VideoPages {

    private static final int COMMENTS = 20;
    private static final int MORE = 7;

    private final Shelves shelves;
    private final Commenting commenting;
    private final JsonMapper json;

    VideoPages(Shelves shelves, Commenting commenting, JsonMapper json) {
        this.shelves = shelves;
        this.commenting = commenting;
        this.json = json;
    }

    @GetMapping("/v/{id}")
    String video(Viewer viewer, @PathVariable UUID id, Model model) {
        var item = shelves.one(viewer, id);
        var card = item.video().card();
        var creator = card.creator().id();
        var more = shelves.ofPerson(viewer, creator, null, MORE).items().stream()
                .filter(other -> !other.video().card().id().equals(id))
                .limit(MORE - 1)
                .toList();
        model.addAttribute("item", item);
        model.addAttribute("card", card);
        model.addAttribute("pieces", new Caption(card.caption()).pieces());
        model.addAttribute("sources", json.writeValueAsString(card.sources()));
        model.addAttribute("own", viewer.signedIn() && viewer.id().equals(creator));
        model.addAttribute("signedIn", viewer.signedIn());
        model.addAttribute("more", more);
        comments(model, id, commenting.of(viewer, id, null, COMMENTS));
        return "videos/video";
    }

    @GetMapping("/v/{id}/comments")
    String comments(Viewer viewer, @PathVariable UUID id, @RequestParam @Nullable String cursor, Model model) {
        comments(model, id, commenting.of(viewer, id, cursor, COMMENTS));
        return "videos/comments :: comments";
    }

    @PostMapping("/v/{id}/comments")
    String write(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam String text,
            @RequestParam @Nullable UUID parent,
            @RequestParam @Nullable String exposure,
            Model model) {
        model.addAttribute("comments", List.of(commenting.write(viewer, id, text, parent, exposure)));
        model.addAttribute("video", id);
        return "videos/comments :: comments";
    }

    @GetMapping("/v/{id}/comments/{comment}/replies")
    String replies(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID comment,
            @RequestParam @Nullable String cursor,
            Model model) {
        var slice = commenting.answers(viewer, comment, cursor, COMMENTS);
        model.addAttribute("comments", slice.items());
        model.addAttribute("video", id);
        model.addAttribute("more_replies", slice.next());
        model.addAttribute("parent", comment);
        return "videos/comments :: comments";
    }

    @DeleteMapping("/v/{id}/comments/{comment}")
    @ResponseBody
    String delete(Viewer viewer, @PathVariable UUID id, @PathVariable UUID comment) {
        commenting.delete(viewer, comment);
        return "";
    }

    private static void comments(Model model, UUID video, ovation.base.Slice<Commenting.CommentView> slice) {
        model.addAttribute("comments", slice.items());
        model.addAttribute("video", video);
        model.addAttribute("more_comments", slice.next());
    }
}
