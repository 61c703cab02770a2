package ovation.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.base.MovableClock;
import ovation.videos.Clips;
import ovation.videos.ClipsTest;

@ClipsTest
class PlaybackTests {

    @Autowired
    MediaStore media;

    @Autowired
    Clips clips;

    @Autowired
    MovableClock clock;

    byte[] whole;
    MediaStore.Asset asset;
    MediaStore.Playback playback;

    @BeforeEach
    void adopt() throws IOException {
        whole = Files.readAllBytes(Clips.SMALL);
        asset = media.adopt(UUID.randomUUID(), Clips.SMALL, Clips.SMALL_POSTER, 2000, 160, 284);
        playback = media.playback(asset);
    }

    @Test
    void an_adopted_clip_plays_as_it_is() {
        var answer = clips.get(null, url());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(whole);
        assertThat(answer.headers().firstValue("content-type")).contains("video/mp4");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(answer.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
        assertThat(asset.state()).isEqualTo(MediaStore.State.READY);
        assertThat(asset.hasAudio()).isTrue();
        assertThat(asset.blurhash()).hasSize(28);
        var poster = clips.get(null, playback.posterUrl());
        assertThat(poster.statusCode()).isEqualTo(200);
        assertThat(poster.headers().firstValue("content-type")).contains("image/jpeg");
    }

    @Test
    void a_player_may_ask_for_a_range_of_bytes() {
        var answer = clips.send(clips.as(null, url()).header("Range", "bytes=100-299"));

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(whole, 100, 300));
        assertThat(answer.headers().firstValue("content-range")).contains("bytes 100-299/" + whole.length);
        assertThat(clips.send(clips.as(null, url()).header("Range", "bytes=-50"))
                        .body())
                .isEqualTo(Arrays.copyOfRange(whole, whole.length - 50, whole.length));
    }

    @Test
    void a_range_beyond_the_end_is_not_satisfiable() {
        var answer = clips.send(clips.as(null, url()).header("Range", "bytes=" + whole.length + "-"));

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("content-range")).contains("bytes */" + whole.length);
    }

    @Test
    void a_known_file_is_not_sent_again() {
        var tag = clips.get(null, url()).headers().firstValue("etag").orElseThrow();

        assertThat(clips.send(clips.as(null, url()).header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void refuses_a_touched_or_expired_address() {
        var other = media.adopt(UUID.randomUUID(), Clips.SMALL, Clips.SMALL_POSTER, 2000, 160, 284);

        assertThat(clips.get(
                                null,
                                url().replace(asset.id().toString(), other.id().toString()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(clips.get(null, url().replace("source.mp4", "poster.jpg")).statusCode())
                .isEqualTo(403);
        assertThat(clips.get(null, url().replaceFirst("e=\\d+", "e=99999999999"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(clips.get(null, url() + "A").statusCode()).isEqualTo(403);

        clock.advance(Duration.ofMinutes(179));
        assertThat(clips.get(null, url()).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(62));
        assertThat(clips.get(null, url()).statusCode()).isEqualTo(403);
        clock.backToNow();
    }

    @Test
    void a_deleted_clip_is_gone_with_its_files() {
        assertThat(clips.get(null, url()).statusCode()).isEqualTo(200);

        media.delete(asset.id());

        assertThat(clips.get(null, url()).statusCode()).isEqualTo(404);
        assertThat(media.find(asset.id())).isEmpty();
    }

    private String url() {
        return playback.sources().getFirst().url();
    }
}
