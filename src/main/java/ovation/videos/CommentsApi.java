package ovation.videos;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Slice;
import ovation.identity.Viewer;
import ovation.videos.Commenting.CommentView;

@Tag(name = "comments")
@RestController
class CommentsApi {

    /** @param parent the comment that is answered */
    record CommentForm(
            @Nullable String text,
            @Nullable UUID parent,
            @Nullable String exposure) {}

    private final Commenting commenting;

    CommentsApi(Commenting commenting) {
        this.commenting = commenting;
    }

    @GetMapping("/api/v1/videos/{id}/comments")
    Slice<CommentView> comments(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        return commenting.of(viewer, id, cursor, checked(limit));
    }

    @PostMapping("/api/v1/videos/{id}/comments")
    @ResponseStatus(HttpStatus.CREATED)
    CommentView write(Viewer viewer, @PathVariable UUID id, @RequestBody CommentForm form) {
        var text = form.text();
        return commenting.write(viewer, id, text == null ? "" : text, form.parent(), form.exposure());
    }

    @GetMapping("/api/v1/comments/{id}/replies")
    Slice<CommentView> replies(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        return commenting.answers(viewer, id, cursor, checked(limit));
    }

    @Operation(summary = "Deletes a comment of one's own, or one below one's own post")
    @DeleteMapping("/api/v1/comments/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Viewer viewer, @PathVariable UUID id) {
        commenting.delete(viewer, id);
    }

    private static int checked(int limit) {
        Slice.checkLimit(limit, Shelves.MAX_LIMIT);
        return limit;
    }
}
