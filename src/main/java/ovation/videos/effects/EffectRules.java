package ovation.videos.effects;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ovation.base.Refused;
import ovation.videos.EffectScript;
import ovation.videos.EffectScript.Layer;
import ovation.videos.EffectScript.Spot;
import ovation.videos.Effects;
import ovation.videos.Effects.PictureKind;

/**
 * What a script may hold. Reads it part by part, keeps only what its layers' types know, and gathers all that is wrong under the name
 * of its place, such as {@code layers[2].text} or {@code spot.landingUrl}.
 */
final class EffectRules {

    static final int MAX_LAYERS = 12;
    private static final int MAX_LUTS = 1;
    private static final int MAX_FRAMES = 2;
    private static final int MAX_PARTICLES = 2;
    private static final int MAX_MOVABLE = 4;
    private static final int MAX_TEXT = 40;
    private static final int MAX_CALL = 20;
    private static final int MAX_URL = 2048;
    /** A clickable area lies below this in both directions. */
    private static final int SPOT_BELOW = 200;

    private static final int SPOT_LEAST = 44;

    private static final Map<String, Set<String>> PRESETS = Map.of(
            "lut", Set.of("warm", "cool", "noir", "faded", "mint"),
            "frame", Set.of("film", "gold", "vignette", "instant"),
            "sticker", Set.of("star", "heart", "crown", "bubble"),
            "particles", Set.of("confetti", "snow", "sparks"));
    private static final Set<String> ANCHORS =
            Set.of("top_left", "top", "top_right", "left", "center", "right", "bottom_left", "bottom", "bottom_right");
    private static final Set<String> BLENDS = Set.of("normal", "add", "screen", "multiply");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    private final Map<String, String> wrong = new LinkedHashMap<>();
    private final Function<UUID, Optional<PictureKind>> pictures;

    /** @param pictures of the owner: what a picture of his is for; empty for none of his */
    EffectRules(Function<UUID, Optional<PictureKind>> pictures) {
        this.pictures = pictures;
    }

    /** @throws Refused with all that is wrong */
    void check() {
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
    }

    String text(String field, @Nullable String value, int most) {
        var text = value == null ? "" : value.strip();
        if (text.isEmpty()) {
            wrong.put(field, "required");
        } else if (text.codePointCount(0, text.length()) > most) {
            wrong.put(field, "too_long");
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            wrong.put(field, "control_characters");
        }
        return text;
    }

    void picture(String field, UUID id, PictureKind kind) {
        if (pictures.apply(id).filter(kind::equals).isEmpty()) {
            wrong.put(field, "unknown_picture");
        }
    }

    EffectScript script(@Nullable EffectScript script) {
        if (script == null || script.layers().isEmpty()) {
            wrong.put("layers", "required");
            return new EffectScript(List.of(), null);
        }
        var layers = script.layers();
        if (layers.size() > MAX_LAYERS
                || count(layers, "lut") > MAX_LUTS
                || count(layers, "frame") > MAX_FRAMES
                || count(layers, "particles") > MAX_PARTICLES
                || layers.stream()
                                .filter(layer -> Boolean.TRUE.equals(layer.movable()))
                                .count()
                        > MAX_MOVABLE) {
            wrong.put("layers", "too_many");
            return new EffectScript(List.of(), null);
        }
        var kept = new java.util.ArrayList<Layer>(layers.size());
        for (var i = 0; i < layers.size(); i++) {
            kept.add(layer("layers[" + i + "].", layers.get(i)));
        }
        return new EffectScript(kept, script.spot() == null ? null : spot(script.spot()));
    }

    private static long count(List<Layer> layers, String type) {
        return layers.stream().filter(layer -> type.equals(layer.type())).count();
    }

    private Layer layer(String at, Layer layer) {
        return switch (String.valueOf(layer.type())) {
            case "lut" -> lut(at, layer);
            case "frame" -> drawn(at, layer, PictureKind.FRAME, false);
            case "particles" -> drawn(at, layer, null, false);
            case "sticker" -> drawn(at, layer, PictureKind.STICKER, true);
            case "text" -> words(at, layer);
            default -> {
                wrong.put(at + "type", "not_offered");
                yield layer;
            }
        };
    }

    private Layer lut(String at, Layer layer) {
        source(at, layer, PictureKind.LUT);
        var strength = number(at + "strengthPercent", layer.strengthPercent(), 100, 1, 100);
        return new Layer(
                "lut",
                layer.preset(),
                layer.image(),
                strength,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** A frame, particles, or with a place of its own a sticker. */
    private Layer drawn(String at, Layer layer, @Nullable PictureKind kind, boolean placed) {
        source(at, layer, kind);
        return new Layer(
                layer.type(),
                layer.preset(),
                layer.image(),
                null,
                placed ? oneOf(at + "anchor", layer.anchor(), "center", ANCHORS) : null,
                placed ? x(at, layer.x()) : null,
                placed ? y(at, layer.y()) : null,
                placed ? number(at + "width", layer.width(), 160, 16, Effects.STAGE_WIDTH) : null,
                placed ? number(at + "height", layer.height(), 160, 16, Effects.STAGE_HEIGHT) : null,
                placed ? number(at + "rotation", layer.rotation(), 0, -180, 180) : null,
                oneOf(at + "blend", layer.blend(), "normal", BLENDS),
                null,
                null,
                null,
                placed ? Boolean.TRUE.equals(layer.movable()) : null);
    }

    private Layer words(String at, Layer layer) {
        var color = layer.color() == null ? "#ffffff" : layer.color();
        if (!COLOR.matcher(color).matches()) {
            wrong.put(at + "color", "not_a_color");
        }
        return new Layer(
                "text",
                null,
                null,
                null,
                oneOf(at + "anchor", layer.anchor(), "bottom", ANCHORS),
                x(at, layer.x()),
                y(at, layer.y()),
                null,
                null,
                null,
                oneOf(at + "blend", layer.blend(), "normal", BLENDS),
                text(at + "text", layer.text(), MAX_TEXT),
                number(at + "size", layer.size(), 40, 14, 120),
                color,
                Boolean.TRUE.equals(layer.movable()));
    }

    private void source(String at, Layer layer, @Nullable PictureKind kind) {
        if ((layer.preset() == null) == (layer.image() == null)) {
            wrong.put(at + "preset", "preset_or_image");
        } else if (layer.preset() != null
                && !PRESETS.getOrDefault(layer.type(), Set.of()).contains(layer.preset())) {
            wrong.put(at + "preset", "not_offered");
        } else if (layer.image() != null && kind == null) {
            wrong.put(at + "image", "not_offered");
        } else if (layer.image() != null && kind != null) {
            picture(at + "image", layer.image(), kind);
        }
    }

    private int x(String at, @Nullable Integer x) {
        return number(at + "x", x, 0, -Effects.STAGE_WIDTH, Effects.STAGE_WIDTH);
    }

    private int y(String at, @Nullable Integer y) {
        return number(at + "y", y, 0, -Effects.STAGE_HEIGHT, Effects.STAGE_HEIGHT);
    }

    private Spot spot(Spot spot) {
        var width = number("spot.width", spot.width(), 0, SPOT_LEAST, SPOT_BELOW - 1);
        var height = number("spot.height", spot.height(), 0, SPOT_LEAST, SPOT_BELOW - 1);
        return new Spot(
                number("spot.x", spot.x(), 0, 0, Math.max(0, Effects.STAGE_WIDTH - width)),
                number("spot.y", spot.y(), 0, 0, Math.max(0, Effects.STAGE_HEIGHT - height)),
                width,
                height,
                text("spot.text", spot.text(), MAX_TEXT),
                text("spot.callToAction", spot.callToAction(), MAX_CALL),
                landing("spot.landingUrl", spot.landingUrl()));
    }

    /** An absolute https address without credentials. */
    private String landing(String field, @Nullable String value) {
        var text = text(field, value, MAX_URL);
        if (!wrong.containsKey(field)) {
            try {
                var uri = new URI(text);
                if (uri.getHost() == null || uri.getUserInfo() != null || !"https".equalsIgnoreCase(uri.getScheme())) {
                    wrong.put(field, "not_https");
                }
            } catch (URISyntaxException malformed) {
                wrong.put(field, "not_https");
            }
        }
        return text;
    }

    private int number(String field, @Nullable Integer value, int standard, int from, int to) {
        var number = value == null ? standard : value;
        if (number < from || number > to) {
            wrong.put(field, "out_of_range");
        }
        return number;
    }

    private String oneOf(String field, @Nullable String value, String standard, Set<String> allowed) {
        var chosen = value == null ? standard : value;
        if (!allowed.contains(chosen)) {
            wrong.put(field, "not_offered");
        }
        return chosen;
    }
}
