package ovation.videos;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.identity.Viewer;

@ClipsTest
class VideoPagesTests {

    @Autowired
    Clips clips;

    @Autowired
    FakePeople people;

    @Autowired
    Commenting commenting;

    @Test
    void a_post_has_a_page_with_player_caption_and_talk() {
        var ada = people.adult("Ada");
        var bob = people.adult("Bob");
        var post = clips.aPostBy(ada, "Hello #World <b>and</b> @" + people.handle(bob));
        clips.aPostBy(ada, "another one");
        var comment = commenting.write(bob, post, "Nice #one", null, null);
        commenting.write(ada, post, "Thanks", comment.id(), null);

        var page = page(bob, "/v/" + post);

        assertThat(page)
                .contains("<ov-player", "source.mp4", "href=\"/tags/world\"", "&lt;b&gt;and&lt;/b&gt;")
                .contains("href=\"/@" + people.handle(bob) + "\"", "Nice", "Show 1 replies", "another one")
                .doesNotContain("<b>and</b>", "style=", "onclick", "??");
        assertThat(page(null, "/v/" + post)).contains("Sign in to comment");
        assertThat(clips.get(null, "/v/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void a_comment_is_written_answered_and_deleted_by_fragments() {
        var ada = people.adult("Ada");
        var post = clips.aPostBy(ada, "talk to me");

        var written = form(ada, "/v/" + post + "/comments", "text=First+one");

        assertThat(written).contains("First one").doesNotContain("<html");
        var id = written.replaceFirst("(?s).*id=\"comment-([0-9a-f-]{36})\".*", "$1");
        assertThat(form(ada, "/v/" + post + "/comments", "text=Answer&parent=" + id))
                .contains("Answer");
        assertThat(page(null, "/v/" + post + "/comments/" + id + "/replies")).contains("Answer");
        assertThat(clips.call(ada, "DELETE", "/v/" + post + "/comments/" + id, null)
                        .statusCode())
                .isEqualTo(200);
        assertThat(page(null, "/v/" + post)).doesNotContain("First one").contains("No comments yet");
    }

    @Test
    void a_person_s_page_shows_the_wall_and_its_next_part() {
        var ada = people.adult("Ada");
        var first = clips.aPostBy(ada, "number 0");
        for (var i = 1; i <= 24; i++) {
            clips.aPostBy(ada, "number " + i);
        }
        var address = "/@" + people.handle(ada);

        var page = page(null, address);

        assertThat(page).contains("Ada", "number 24", "Follow").doesNotContain("/v/" + first, "??");
        var next = page.replaceFirst("(?s).*hx-get=\"([^\"]+)\".*", "$1");
        var fragment = new String(
                clips.send(clips.as(null, next).header("HX-Request", "true")).body(), StandardCharsets.UTF_8);
        assertThat(fragment).contains("/v/" + first).doesNotContain("<html", "hx-get");
        assertThat(page(ada, address)).contains("Manage posts");
        assertThat(page(null, "/@" + people.handle(people.adult("Nobody")))).contains("No posts yet");
        assertThat(clips.get(null, "/@nobody.at.all").statusCode()).isEqualTo(404);
    }

    @Test
    void hashtags_and_sounds_have_pages() {
        var ada = people.adult("Ada");
        var post = clips.aPostBy(ada, "in the #Größe of it");
        var sound = clips.json(clips.get(null, "/api/v1/videos/" + post))
                .path("video")
                .path("sound")
                .path("id")
                .asString();

        assertThat(page(null, "/tags/gr%C3%B6%C3%9Fe")).contains("/v/" + post).doesNotContain("??");
        assertThat(page(null, "/tags/nothing")).contains("Be the first to post with #nothing");
        assertThat(page(null, "/sounds/" + sound))
                .contains("/v/" + post, "/upload?sound=" + sound)
                .doesNotContain("??");
    }

    @Test
    void a_creator_uploads_lists_edits_and_deletes() {
        var ada = people.adult("Ada");
        var post = clips.aPostBy(ada, "before");

        assertThat(page(ada, "/upload"))
                .contains("data-upload", "up to 10 minutes")
                .doesNotContain("??");
        assertThat(clips.get(null, "/upload").statusCode()).isEqualTo(401);
        assertThat(page(ada, "/desk/creator/videos"))
                .contains("before", "Public")
                .doesNotContain("??");
        var editor = "/desk/creator/videos/" + post;
        assertThat(page(ada, editor)).contains("before", "Take back").doesNotContain("??");
        assertThat(clips.get(people.adult("Bob"), editor).statusCode()).isEqualTo(404);

        form(ada, editor, "caption=after&commentsAllowed=true&show=hide");
        assertThat(page(ada, "/desk/creator/videos")).contains("after", "Taken back");
        assertThat(clips.get(null, "/v/" + post).statusCode()).isEqualTo(404);
        assertThat(form(ada, editor, "caption=" + "x".repeat(2201))).contains("2200 characters at most");

        form(ada, editor + "/deletion", "");
        assertThat(page(ada, "/desk/creator/videos")).contains("Nothing posted yet");
    }

    private String page(Viewer viewer, String path) {
        var answer = clips.get(viewer, path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private String form(Viewer viewer, String path, String fields) {
        var answer = clips.send(clips.as(viewer, path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
        assertThat(answer.statusCode()).as(path).isIn(200, 302, 422);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
