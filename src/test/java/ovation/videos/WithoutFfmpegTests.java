package ovation.videos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The same server on a machine that has no ffmpeg. */
@ClipsTest
@TestPropertySource(properties = "ovation.media.ffmpeg=none")
class WithoutFfmpegTests {

    private static final Path OTHER_CODEC = Path.of("src/test/resources/clips/other-codec.mp4");

    @Autowired
    Clips clips;

    @Autowired
    FakePeople people;

    @Test
    void takes_a_plain_mp4_as_it_is() {
        var ada = people.adult("Ada");
        var file = Film.bytes(Clips.SMALL);
        var tus = new Tus(clips, ada);

        var asset = tus.finished(tus.send(file));

        assertThat(asset.path("state").asString()).isEqualTo("ready");
        assertThat(asset.path("durationMillis").asInt()).isBetween(1950, 2150);
        var url = asset.path("playback").path("sources").get(0).path("url").asString();
        assertThat(clips.get(null, url).body()).isEqualTo(file);
        assertThat(clips.get(null, asset.path("playback").path("posterUrl").asString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refuses_the_rest_and_says_what_would_help() {
        var tus = new Tus(clips, people.adult("Ada"));
        var webm = new byte[200];
        System.arraycopy(new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3}, 0, webm, 0, 4);

        for (var file : new byte[][] {Film.bytes(OTHER_CODEC), webm}) {
            var refusal = tus.settled(tus.send(file)).path("refusal");
            assertThat(refusal.path("code").asString()).isEqualTo("ffmpeg_needed");
            assertThat(refusal.path("detail").asString()).contains("This server has no ffmpeg", "install ffmpeg 5");
        }
        var cut = Arrays.copyOf(Film.bytes(Clips.SMALL), 12_000);
        assertThat(tus.settled(tus.send(cut)).path("refusal").path("code").asString())
                .isEqualTo("damaged");
    }

    @Test
    void says_so_in_its_health() {
        var health = new String(clips.get(null, "/actuator/health").body());

        assertThat(health).contains("\"media\":{").contains("UP");
    }
}
