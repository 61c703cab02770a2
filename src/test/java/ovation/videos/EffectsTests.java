package ovation.videos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.base.Refused;
import ovation.videos.EffectScript.Layer;
import ovation.videos.EffectScript.Spot;
import ovation.videos.Effects.NewEffect;
import ovation.videos.Effects.PictureKind;
import ovation.videos.Videos.NewVideo;

@ClipsTest
class EffectsTests {

    private static final Spot SPOT =
            new Spot(40, 40, 199, 199, "Warm coats for cold days", "Shop now", "https://nordlicht.example");

    @Autowired
    Effects effects;

    @Autowired
    Videos videos;

    @Autowired
    FakePeople people;

    @Autowired
    Clips clips;

    @Test
    void the_tray_is_not_empty_and_a_post_is_stamped_with_what_it_was_made_with() {
        var ada = people.adult("Ada");
        var tray = clips.json(clips.get(ada, "/api/v1/effects")).path("items");
        assertThat(tray.size()).isGreaterThanOrEqualTo(5);
        var effect = UUID.fromString(tray.get(0).path("id").asString());

        var post = videos.publish(
                ada.id(), new NewVideo(clips.aClipOf(ada), "with it", null, null, true, false, false, effect));

        assertThat(videos.cards(List.of(post)).getFirst().effect().name())
                .isEqualTo(tray.get(0).path("name").asString());
        assertThat(effects.posts(effect, null, 10)).contains(post);
        assertThat(effects.countPosts(effect)).isPositive();
        assertThat(effects.effectsOf(java.util.Set.of(post))).containsEntry(post, effect);
        assertThat(new String(clips.get(null, "/v/" + post).body())).contains("href=\"/effects/" + effect);
        assertThat(new String(clips.get(null, "/effects/" + effect).body()))
                .contains("/camera?effect=" + effect, "/v/" + post);
        var shelf = clips.json(clips.get(null, "/api/v1/effects/" + effect + "/videos"));
        assertThat(shelf.path("items").get(0).path("video").path("id").asString())
                .isEqualTo(post.toString());
        assertThat(clips.get(null, "/api/v1/effects/" + effect + "/videos?limit=0")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void what_nobody_offers_can_neither_be_seen_nor_put_on_a_post() {
        var ada = people.adult("Ada");
        var owner = UUID.randomUUID();
        var effect = effects.make(owner, new NewEffect("Coats", null, "Nordlicht", script(text("Warm"))));

        assertThat(clips.get(ada, "/effects/" + effect).statusCode()).isEqualTo(404);
        assertThat(clips.get(ada, "/api/v1/effects/" + effect).statusCode()).isEqualTo(404);
        for (var id : List.of(effect, UUID.randomUUID())) {
            assertThatThrownBy(() -> videos.publish(
                            ada.id(), new NewVideo(clips.aClipOf(ada), "", null, null, true, false, false, id)))
                    .hasMessageContaining("effect_not_offered");
        }
        assertThatThrownBy(() -> effects.change(
                        UUID.randomUUID(), effect, new NewEffect("Mine now", null, "Thief", script(text("x")))))
                .hasMessageContaining("not_found");
    }

    @Test
    void a_script_is_read_part_by_part_and_all_that_is_wrong_is_said_at_once() {
        var wrong = errors(new NewEffect(
                "n".repeat(31),
                UUID.randomUUID(),
                " ",
                new EffectScript(
                        List.of(
                                layer("lut", "magic", null),
                                layer("frame", null, UUID.randomUUID()),
                                layer("hologram", "x", null),
                                text("t".repeat(41)),
                                layer("sticker", "star", UUID.randomUUID())),
                        new Spot(400, 0, 200, 43, "t".repeat(41), "c".repeat(21), "http://plain.example"))));

        assertThat(wrong)
                .containsEntry("name", "too_long")
                .containsEntry("icon", "unknown_picture")
                .containsEntry("sponsor", "required")
                .containsEntry("layers[0].preset", "not_offered")
                .containsEntry("layers[1].image", "unknown_picture")
                .containsEntry("layers[2].type", "not_offered")
                .containsEntry("layers[3].text", "too_long")
                .containsEntry("layers[4].preset", "preset_or_image")
                .containsEntry("spot.width", "out_of_range")
                .containsEntry("spot.height", "out_of_range")
                .containsEntry("spot.text", "too_long")
                .containsEntry("spot.callToAction", "too_long")
                .containsEntry("spot.landingUrl", "not_https");
        assertThat(errors(new NewEffect("n", null, "s", null))).containsEntry("layers", "required");
        var many = new ArrayList<Layer>();
        for (var i = 0; i < 13; i++) {
            many.add(text("x"));
        }
        assertThat(errors(new NewEffect("n", null, "s", new EffectScript(many, null))))
                .containsEntry("layers", "too_many");
        effects.make(UUID.randomUUID(), new NewEffect("n", null, "s", new EffectScript(List.of(text("ok")), SPOT)));
    }

    @Test
    void pictures_are_told_by_their_bytes_and_drawn_anew() throws IOException {
        var owner = UUID.randomUUID();
        var icon = effects.keep(owner, PictureKind.ICON, picture(64, 64, "png"));
        var frame = effects.keep(owner, PictureKind.FRAME, picture(540, 960, "jpeg"));
        var smuggled = new ByteArrayOutputStream();
        smuggled.write(picture(64, 64, "png"));
        smuggled.write("<script>alert(1)</script>".getBytes());
        var clean = effects.keep(owner, PictureKind.ICON, smuggled.toByteArray());

        var effect = effects.make(
                owner, new NewEffect("Mine", icon, "Me", new EffectScript(List.of(layer("frame", null, frame)), null)));
        var served = clips.get(null, effects.find(effect).orElseThrow().icon());
        assertThat(served.headers().firstValue("content-type")).contains("image/png");
        assertThat(new String(clips.get(null, "/effects/pictures/" + clean).body()))
                .doesNotContain("script");
        assertThat(errors(new NewEffect("n", frame, "s", script(text("x"))), owner))
                .containsEntry("icon", "unknown_picture");
        assertThat(errors(new NewEffect("n", icon, "s", script(text("x"))), UUID.randomUUID()))
                .containsEntry("icon", "unknown_picture");
        refused(owner, PictureKind.ICON, picture(65, 64, "png"), "picture_size_icon");
        refused(owner, PictureKind.STICKER, picture(600, 20, "png"), "picture_size_sticker");
        refused(owner, PictureKind.ICON, "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(), "not_a_picture");
        refused(owner, PictureKind.ICON, new byte[100_000], "picture_too_heavy");
        refused(owner, PictureKind.ICON, new byte[0], "required");
        var cut = java.util.Arrays.copyOf(picture(64, 64, "png"), 40);
        refused(owner, PictureKind.ICON, cut, "not_a_picture");
    }

    private void refused(UUID owner, PictureKind kind, byte[] file, String reason) {
        assertThatThrownBy(() -> effects.keep(owner, kind, file)).hasMessageContaining(reason);
    }

    private Map<String, String> errors(NewEffect effect) {
        return errors(effect, UUID.randomUUID());
    }

    private Map<String, String> errors(NewEffect effect, UUID owner) {
        try {
            effects.make(owner, effect);
        } catch (Refused refused) {
            return refused.fields();
        }
        throw new AssertionError("was made");
    }

    private static EffectScript script(Layer layer) {
        return new EffectScript(List.of(layer), null);
    }

    private static Layer text(String text) {
        return new Layer("text", null, null, null, "bottom", 0, 60, null, null, null, null, text, 40, "#ffffff", false);
    }

    private static Layer layer(String type, String preset, UUID image) {
        return new Layer(type, preset, image, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static byte[] picture(int width, int height, String format) throws IOException {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = picture.createGraphics();
        canvas.setColor(Color.ORANGE);
        canvas.fillOval(0, 0, width, height);
        canvas.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, format, out);
        return out.toByteArray();
    }
}
