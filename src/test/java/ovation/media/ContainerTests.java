package ovation.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerTests {

    private static final Path CLIPS = Path.of("src/test/resources/clips");

    @TempDir
    Path folder;

    @Test
    void only_the_first_bytes_say_what_a_file_is() throws IOException {
        assertThat(Container.of(Files.readAllBytes(CLIPS.resolve("small.mp4")))).contains(Container.MOV);
        assertThat(Container.of(new byte[] {
                    0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, 1, 0, 0, 0, 0, 0, 0, 0x1F, 0x42, (byte) 0x86, 0, 0
                }))
                .contains(Container.MATROSKA);
        assertThat(Container.of("#EXTM3U\n#EXT-X-VERSION:3\n".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(Container.of("\0\0\0\u0018ftypheic\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
        assertThat(Container.of(new byte[0])).isEmpty();
    }

    @Test
    void reads_an_mp4_without_any_program() throws Exception {
        var clip = Mp4Reader.read(CLIPS.resolve("small.mp4"));

        assertThat(clip.width()).isEqualTo(160);
        assertThat(clip.height()).isEqualTo(284);
        assertThat(clip.durationMillis()).isBetween(1950, 2150);
        assertThat(clip.video()).isEqualTo("h264");
        assertThat(clip.audio()).contains("aac");
        assertThat(clip.playsEverywhere()).isTrue();
        assertThat(Mp4Reader.read(CLIPS.resolve("other-codec.mp4")).playsEverywhere())
                .isFalse();
    }

    @Test
    void notices_every_cut() throws IOException {
        var whole = Files.readAllBytes(CLIPS.resolve("small.mp4"));
        for (var length = 0; length < whole.length; length += 997) {
            var cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> Mp4Reader.read(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(Mp4Reader.Unreadable.class);
        }
    }

    /** Never anything but a clip or a refusal, whatever the bytes. */
    @Test
    void survives_bytes_that_were_changed() throws IOException {
        var whole = Files.readAllBytes(CLIPS.resolve("small.mp4"));
        var random = new java.util.Random(20261122);
        for (var round = 0; round < 500; round++) {
            var changed = whole.clone();
            for (var i = 0; i < 8; i++) {
                changed[random.nextInt(2_000)] = (byte) random.nextInt(256);
            }
            var file = Files.write(folder.resolve("changed.mp4"), changed);
            try {
                assertThat(Mp4Reader.read(file)).isNotNull();
            } catch (Mp4Reader.Unreadable refused) {
                assertThat(refused).hasMessageMatching("(?s).+");
            }
        }
    }

    @Test
    void a_blurhash_of_one_colour_says_that_colour_and_nothing_else() {
        var picture = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        var canvas = picture.createGraphics();
        canvas.setColor(new java.awt.Color(0xFF0000));
        canvas.fillRect(0, 0, 32, 32);
        canvas.dispose();

        assertThat(Blurhash.encode(picture, 1, 1)).isEqualTo("00TI:j");
        assertThat(Blurhash.encode(picture, 4, 3)).hasSize(28).startsWith("L").contains("TI:j");
    }

    /** The value was computed by a second implementation, in another language. */
    @Test
    void a_blurhash_of_a_picture_is_what_others_make_of_it() {
        var picture = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < 24; y++) {
            for (var x = 0; x < 32; x++) {
                picture.setRGB(x, y, x * 8 << 16 | y * 10 << 8 | x * y % 256);
            }
        }

        assertThat(Blurhash.of(picture)).isEqualTo("LxH27h2lwtX3mAWUjwfAgFfmfTfi");
    }

    @Test
    void the_ladder_never_makes_a_clip_larger() {
        assertThat(Rung.of(clip(1080, 1920), false)).extracting(Rung::name).containsExactly("540", "720", "360");
        assertThat(Rung.of(clip(720, 1280), true)).extracting(Rung::name).containsExactly("540", "360");
        assertThat(Rung.of(clip(854, 480), false)).extracting(Rung::name).containsExactlyInAnyOrder("540", "360");
        assertThat(Rung.of(clip(320, 180), true)).isEmpty();
        assertThat(Rung.of(clip(320, 180), false)).extracting(Rung::name).containsExactly("360");
        assertThat(Rung.named("540").fit(clip(1080, 1920))).isEqualTo(new Rung.Size(540, 960));
        assertThat(Rung.named("540").fit(clip(853, 480))).isEqualTo(new Rung.Size(852, 480));
    }

    private static Clip clip(int width, int height) {
        return new Clip(5_000, width, height, "h264", true, java.util.Optional.of("aac"));
    }
}
