package ovation.videos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import ovation.attention.AttentionType;
import ovation.identity.PersonLeft;
import ovation.identity.Viewer;
import ovation.media.MediaStore;
import tools.jackson.databind.JsonNode;

@ClipsTest
class ReactingTests {

    @Autowired
    Clips clips;

    @Autowired
    FakePeople people;

    @Autowired
    FakeAttention attention;

    @Autowired
    Videos videos;

    @Autowired
    Posts posts;

    @Autowired
    MediaStore media;

    @Autowired
    ApplicationEventPublisher events;

    Viewer ada;
    Viewer bob;
    UUID post;

    @BeforeEach
    void aPost() {
        ada = people.adult("Ada");
        bob = people.adult("Bob");
        post = clips.aPostBy(ada, "a #reaction please");
    }

    @Test
    void a_like_counts_once_and_is_written_into_the_book() {
        var exposure = json(bob, "/api/v1/videos/" + post).path("exposure").asString();

        like(bob, "PUT", exposure);
        var counts = like(bob, "PUT", exposure);

        assertThat(counts.path("likes").asLong()).isEqualTo(1);
        assertThat(videos.liked(bob.id(), List.of(post))).containsExactly(post);
        assertThat(videos.cards(List.of(post)).getFirst().likes()).isEqualTo(1);
        assertThat(json(bob, "/api/v1/videos/" + post)
                        .path("video")
                        .path("liked")
                        .asBoolean())
                .isTrue();
        var written = ofPost(AttentionType.LIKED);
        assertThat(written).hasSize(1);
        assertThat(written.getFirst()).isEqualTo(exposure);

        assertThat(like(bob, "DELETE", exposure).path("likes").asLong()).isZero();
        like(bob, "DELETE", exposure);
        assertThat(ofPost(AttentionType.UNLIKED)).hasSize(1);
    }

    @Test
    void somebody_else_s_exposure_is_not_believed() {
        var exposure = json(ada, "/api/v1/videos/" + post).path("exposure").asString();

        like(bob, "PUT", exposure);

        assertThat(ofPost(AttentionType.LIKED)).doesNotContain(exposure).hasSize(1);
    }

    @Test
    void many_likes_at_once_are_all_counted() {
        var many = IntStream.range(0, 20).mapToObj(i -> people.adult("Fan" + i)).toList();

        many.parallelStream().forEach(fan -> like(fan, "PUT", ""));

        assertThat(videos.likes(List.of(post))).containsEntry(post, 20L);
    }

    @Test
    void a_visitor_may_watch_and_share_but_not_like_or_talk() {
        assertThat(clips.get(null, "/api/v1/videos/" + post).statusCode()).isEqualTo(200);
        assertThat(clips.call(null, "PUT", "/api/v1/videos/" + post + "/like", null)
                        .statusCode())
                .isEqualTo(401);
        assertThat(clips.call(null, "POST", "/api/v1/videos/" + post + "/comments", "{\"text\":\"x\"}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(clips.call(null, "POST", "/api/v1/videos/" + post + "/shares", null)
                        .statusCode())
                .isEqualTo(201);
        assertThat(clips.call(bob, "POST", "/api/v1/videos/" + post + "/shares", null)
                        .statusCode())
                .isEqualTo(201);
        assertThat(videos.cards(List.of(post)).getFirst().shares()).isEqualTo(1);
        assertThat(ofPost(AttentionType.SHARED)).hasSize(2);
    }

    @Test
    void comments_are_counted_answered_and_deleted_with_their_answers() {
        var first = comment(bob, "{\"text\":\"Oh!\"}");
        var answer = comment(
                ada, "{\"text\":\"Ah!\",\"parent\":\"" + first.path("id").asString() + "\"}");
        comment(bob, "{\"text\":\"Uh!\",\"parent\":\"" + answer.path("id").asString() + "\"}");

        assertThat(videos.cards(List.of(post)).getFirst().comments()).isEqualTo(3);
        assertThat(ofPost(AttentionType.COMMENTED)).hasSize(3);
        var list = json(null, "/api/v1/videos/" + post + "/comments").path("items");
        assertThat(list).hasSize(1);
        assertThat(list.get(0).path("replies").asInt()).isEqualTo(2);
        assertThat(json(null, "/api/v1/comments/" + first.path("id").asString() + "/replies")
                        .path("items"))
                .hasSize(2);

        var mallory = people.adult("Mallory");
        var path = "/api/v1/comments/" + first.path("id").asString();
        assertThat(clips.call(mallory, "DELETE", path, null).statusCode()).isEqualTo(404);
        assertThat(clips.call(ada, "DELETE", path, null).statusCode()).isEqualTo(204);
        assertThat(videos.cards(List.of(post)).getFirst().comments()).isZero();
    }

    @Test
    void refuses_comments_that_are_empty_too_long_or_not_wanted() {
        assertThat(code(bob, "{\"text\":\"  \"}")).isEqualTo(400);
        assertThat(code(bob, "{\"text\":\"" + "x".repeat(501) + "\"}")).isEqualTo(400);
        assertThat(code(bob, "{\"text\":\"" + "x".repeat(500) + "\"}")).isEqualTo(201);
        clips.call(ada, "PATCH", "/api/v1/videos/" + post, "{\"commentsAllowed\":false}");
        assertThat(code(bob, "{\"text\":\"still?\"}")).isEqualTo(403);
    }

    @Test
    void lists_respect_blocks_ages_and_advertising() {
        var adults = clips.aPostForAdultsBy(ada);
        var advert = clips.anAdvertisersPostBy(ada);
        var minor = people.minor("Kim");
        var list = "/api/v1/people/" + people.handle(ada) + "/videos";

        assertThat(ids(bob, list)).containsExactly(adults, post);
        assertThat(ids(minor, list)).containsExactly(post);
        assertThat(ids(null, list)).containsExactly(post);
        assertThat(clips.get(minor, "/api/v1/videos/" + adults).statusCode()).isEqualTo(404);
        assertThat(clips.call(minor, "PUT", "/api/v1/videos/" + adults + "/like", null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(clips.get(bob, "/api/v1/videos/" + advert).statusCode()).isEqualTo(200);

        people.block(ada.id(), bob.id());
        assertThat(ids(bob, list)).isEmpty();
        assertThat(ids(bob, "/api/v1/hashtags/reaction/videos")).doesNotContain(post);
        assertThat(clips.get(bob, "/api/v1/videos/" + post).statusCode()).isEqualTo(404);
        assertThat(videos.mayWatch(bob, post)).isFalse();
        assertThat(videos.mayWatch(minor, post)).isTrue();
    }

    @Test
    void lists_go_on_with_a_cursor() {
        var second = clips.aPostBy(ada, "#reaction again");
        var third = clips.aPostBy(ada, "and again");
        var list = "/api/v1/people/" + people.handle(ada) + "/videos?limit=2";

        var page = json(null, list);
        assertThat(ids(null, list)).containsExactly(third, second);
        assertThat(ids(null, list + "&cursor=" + page.path("next").asString())).containsExactly(post);
        assertThat(clips.get(null, list + "&cursor=nonsense").statusCode()).isEqualTo(400);
        assertThat(clips.get(null, "/api/v1/people/" + people.handle(ada) + "/videos?limit=101")
                        .statusCode())
                .isEqualTo(400);
        assertThat(page.path("items").get(0).path("exposure").asString()).isNotEmpty();
    }

    @Test
    void other_people_s_posts_can_be_neither_edited_nor_deleted() {
        var path = "/api/v1/videos/" + post;

        assertThat(clips.call(bob, "PATCH", path, "{\"caption\":\"mine\"}").statusCode())
                .isEqualTo(404);
        assertThat(clips.call(bob, "DELETE", path, null).statusCode()).isEqualTo(404);
        assertThat(clips.get(bob, "/api/v1/videos/mine/" + post).statusCode()).isEqualTo(404);
        assertThat(clips.call(ada, "PATCH", path, "{\"caption\":\"new #words\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(videos.cards(List.of(post)).getFirst().hashtags()).containsExactly("words");
        assertThat(clips.call(ada, "DELETE", path, null).statusCode()).isEqualTo(204);
        assertThat(videos.cards(List.of(post))).isEmpty();
    }

    @Test
    void who_leaves_takes_posts_and_likes_along_and_leaves_comments_without_a_name() {
        var asset = posts.find(post).orElseThrow().asset();
        var bobs = clips.aPostBy(bob, "stays");
        var likes = "/api/v1/videos/" + bobs + "/like";
        clips.call(ada, "PUT", likes, null);
        clips.call(ada, "POST", "/api/v1/videos/" + bobs + "/comments", "{\"text\":\"was here\"}");

        events.publishEvent(new PersonLeft(ada.id()));

        assertThat(videos.facts(post)).isEmpty();
        assertThat(media.find(asset)).isEmpty();
        assertThat(videos.likes(List.of(bobs))).containsEntry(bobs, 0L);
        var comment =
                json(bob, "/api/v1/videos/" + bobs + "/comments").path("items").get(0);
        assertThat(comment.path("text").asString()).isEqualTo("was here");
        assertThat(comment.has("author")).isFalse();
    }

    private JsonNode like(Viewer viewer, String method, String exposure) {
        return clips.json(clips.call(viewer, method, "/api/v1/videos/" + post + "/like?exposure=" + exposure, null));
    }

    private JsonNode comment(Viewer viewer, String body) {
        var answer = clips.call(viewer, "POST", "/api/v1/videos/" + post + "/comments", body);
        assertThat(answer.statusCode()).isEqualTo(201);
        return clips.json(answer);
    }

    private int code(Viewer viewer, String body) {
        return clips.call(viewer, "POST", "/api/v1/videos/" + post + "/comments", body)
                .statusCode();
    }

    private JsonNode json(Viewer viewer, String path) {
        return clips.json(clips.get(viewer, path));
    }

    private List<UUID> ids(Viewer viewer, String path) {
        return json(viewer, path)
                .path("items")
                .valueStream()
                .map(item -> UUID.fromString(item.path("video").path("id").asString()))
                .toList();
    }

    /** The exposures of the post's events of a type. */
    private List<String> ofPost(AttentionType type) {
        return attention.events.stream()
                .filter(event ->
                        event.type() == type && event.exposure().subject().id().equals(post))
                .map(event -> event.exposure().id().toString())
                .toList();
    }
}
