package ovation.videos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.identity.Viewer;

@ClipsTest
class UploadingTests {

    @Autowired
    Clips clips;

    @Autowired
    FakePeople people;

    @Autowired
    JdbcClient jdbc;

    Viewer ada;
    Tus tus;

    @BeforeEach
    void ada() {
        ada = people.adult("Ada");
        tus = new Tus(clips, ada);
    }

    @Test
    void a_phone_clip_plays_soon_and_in_all_sizes_later() {
        assumeTrue(Film.possible());

        var upload = tus.send(Film.h264("720x1280", 3, true));

        var asset = tus.settled(upload);
        assertThat(asset.path("state").asString()).isEqualTo("ready");
        assertThat(asset.path("durationMillis").asInt()).isBetween(2900, 3200);
        assertThat(asset.path("hasAudio").asBoolean()).isTrue();
        assertThat(asset.path("blurhash").asString()).hasSize(28);
        var sources = tus.finished(upload).path("playback").path("sources");
        assertThat(sources).extracting(source -> source.path("height").asInt()).containsExactly(1280, 960, 640);
        for (var source : sources) {
            assertThat(clips.get(null, source.path("url").asString()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(directory(upload)).isDirectoryNotContaining("glob:**uploaded");
    }

    @Test
    void webm_without_a_known_length_is_made_into_mp4() {
        assumeTrue(Film.possible());

        var upload = tus.send(Film.webm("320x180", 2));

        var asset = tus.finished(upload);
        assertThat(asset.path("state").asString()).isEqualTo("ready");
        assertThat(asset.path("playback").path("sources")).hasSize(1);
        assertThat(asset.path("width").asInt()).isEqualTo(320);
    }

    @Test
    void a_clip_without_sound_is_normal() {
        assumeTrue(Film.possible());

        var asset = tus.settled(tus.send(Film.h264("320x568", 1, false)));

        assertThat(asset.path("state").asString()).isEqualTo("ready");
        assertThat(asset.path("hasAudio").asBoolean()).isFalse();
    }

    @Test
    void refuses_what_is_no_video_whatever_its_name_and_leaves_nothing() {
        for (var text : new String[] {
            "this is a text that somebody named clip.mp4",
            "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:9,\nhttp://169.254.169.254/latest/meta-data\n",
            "<?xml version=\"1.0\"?><MPD><BaseURL>http://localhost/</BaseURL></MPD>",
            "ID3\u0003\u0000\u0000\u0000\u0000\u0000\u0000TIT2 a song that is an mp3 and nothing else"
        }) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            var upload = tus.begun(bytes.length);
            var directory = directory(upload);
            assertThat(directory).exists();

            var answer = tus.append(upload, 0, bytes);

            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(clips.json(answer).path("code").asString()).isEqualTo("not_a_video");
            assertThat(directory).doesNotExist();
            assertThat(tus.state(upload)).isEqualTo("refused");
        }
        var empty = tus.begin(0);
        assertThat(clips.json(empty).path("code").asString()).isEqualTo("not_a_video");
    }

    @Test
    void refuses_sound_without_a_picture() {
        assumeTrue(Film.possible());

        refused("not_a_video", Film.of("64x64", 1, true, "m4a", "-map", "1:a", "-c:a", "aac", "-f", "mp4"));
    }

    @Test
    void refuses_4k() {
        assumeTrue(Film.possible());

        refused("too_many_pixels", Film.h264("3840x2160", 0.3, false));
    }

    @Test
    void refuses_eleven_minutes() {
        assumeTrue(Film.possible());

        refused("too_long", Film.of("64x64", 660, false, "mp4", "-r", "1", "-c:v", "libx264", "-preset", "ultrafast"));
    }

    @Test
    void refuses_a_file_that_is_cut_off() {
        assumeTrue(Film.possible());
        var indexLast = Film.h264("320x180", 4, true);
        var indexFirst = Film.of(
                "320x180",
                4,
                true,
                "mp4",
                "-c:v",
                "libx264",
                "-pix_fmt",
                "yuv420p",
                "-c:a",
                "aac",
                "-movflags",
                "+faststart");
        var webm = Film.webm("320x180", 4);

        refused("damaged", Arrays.copyOf(indexLast, indexLast.length / 2));
        refused("damaged", Arrays.copyOf(indexFirst, indexFirst.length / 2));
        refused("damaged", Arrays.copyOf(webm, webm.length / 2));
    }

    @Test
    void refuses_noise_behind_a_good_beginning() {
        var noise = new byte[50_000];
        new java.util.Random(7).nextBytes(noise);
        System.arraycopy(Film.bytes(Clips.SMALL), 0, noise, 0, 32);

        refused("damaged", noise);
    }

    @Test
    void refuses_more_than_500_megabytes_before_a_byte_is_sent() {
        var answer = tus.begin(500L * 1024 * 1024 + 1);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(clips.json(answer).path("code").asString()).isEqualTo("file_too_large");
    }

    @Test
    void an_upload_goes_on_where_it_was_cut_and_arrives_byte_for_byte() throws IOException {
        var file = Film.bytes(Clips.SMALL);
        var upload = tus.begun(file.length);
        tus.append(upload, 0, Arrays.copyOf(file, 5_000));

        breakOff(upload, 5_000, Arrays.copyOfRange(file, 5_000, 12_000), file.length - 5_000);
        Clips.until(() -> tus.offset(upload) >= 12_000);
        assertThat(tus.append(upload, 3_000, file).statusCode()).isEqualTo(409);
        assertThat(Files.readAllBytes(directory(upload).resolve("uploaded"))).isEqualTo(Arrays.copyOf(file, 12_000));
        var rest = tus.append(upload, 12_000, Arrays.copyOfRange(file, 12_000, file.length));

        assertThat(rest.statusCode()).isEqualTo(204);
        assertThat(rest.headers().firstValueAsLong("upload-offset")).hasValue(file.length);
        assertThat(tus.settled(upload).path("state").asString()).isEqualTo("ready");
    }

    @Test
    void other_people_s_uploads_are_not_there() {
        var upload = tus.begun(1000);
        var bob = new Tus(clips, people.adult("Bob"));

        assertThat(bob.append(upload, 0, new byte[10]).statusCode()).isEqualTo(404);
        assertThat(clips.get(bob.owner(), "/api/v1/assets/" + upload).statusCode())
                .isEqualTo(404);
        assertThat(clips.call(bob.owner(), "DELETE", "/api/v1/uploads/" + upload, null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(clips.get(null, "/api/v1/assets/" + upload).statusCode()).isEqualTo(401);
        assertThat(new Tus(clips, null).begin(1000).statusCode()).isEqualTo(401);
    }

    @Test
    void an_upload_that_is_given_up_is_gone() {
        var upload = tus.begun(1000);
        var directory = directory(upload);

        assertThat(clips.call(ada, "DELETE", "/api/v1/uploads/" + upload, null).statusCode())
                .isEqualTo(204);

        assertThat(directory).doesNotExist();
        assertThat(clips.get(ada, "/api/v1/assets/" + upload).statusCode()).isEqualTo(404);
    }

    @Test
    void one_person_begins_no_more_than_thirty_uploads_in_half_an_hour() {
        for (var i = 0; i < 30; i++) {
            tus.begun(1000);
        }

        assertThat(tus.begin(1000).statusCode()).isEqualTo(429);
    }

    @Test
    void a_post_written_while_the_clip_is_made_publishes_itself() {
        var upload = tus.begun(Film.bytes(Clips.SMALL).length);
        var written = clips.call(ada, "POST", "/api/v1/videos", "{\"asset\":\"" + upload + "\",\"caption\":\"soon\"}");
        assertThat(written.statusCode()).isEqualTo(201);
        var post = clips.json(written).path("id").asString();
        assertThat(clips.json(written).path("state").asString()).isEqualTo("waiting");
        assertThat(clips.get(null, "/api/v1/videos/" + post).statusCode()).isEqualTo(404);

        tus.append(upload, 0, Film.bytes(Clips.SMALL));

        Clips.until(() -> clips.get(null, "/api/v1/videos/" + post).statusCode() == 200);
    }

    private void refused(String code, byte[] file) {
        var upload = tus.begun(file.length);
        var directory = directory(upload);
        tus.append(upload, 0, file);
        var asset = tus.settled(upload);
        assertThat(asset.path("refusal").path("code").asString()).isEqualTo(code);
        Clips.until(() -> !Files.exists(directory));
        assertThat(jdbc.sql("SELECT count(*) FROM media_job WHERE asset = :id")
                        .param("id", upload)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private Path directory(UUID upload) {
        var name = jdbc.sql("SELECT directory FROM media_asset WHERE id = :id")
                .param("id", upload)
                .query(String.class)
                .single();
        return Path.of("target/test-home/media").resolve(name);
    }

    /** Promises more bytes than it sends, then hangs up. */
    private void breakOff(UUID upload, long offset, byte[] sent, long promised) throws IOException {
        var address = clips.address("/");
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PATCH /api/v1/uploads/" + upload + " HTTP/1.1\r\nHost: localhost\r\nX-Person: " + ada.id()
                            + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: " + offset
                            + "\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: " + promised
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(sent);
            out.flush();
            Clips.until(() -> size(upload) >= offset + sent.length);
        }
    }

    private long size(UUID upload) {
        try {
            return Files.size(directory(upload).resolve("uploaded"));
        } catch (IOException notYet) {
            return 0;
        }
    }
}
