package ovation.videos.effects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ovation.videos.EffectScript;

/** A layer as the engine reads it: with its picture's address, and without what its type does not know. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScriptLayer(
        String type,
        @Nullable String preset,
        @Nullable String image,
        @Nullable Integer strengthPercent,
        @Nullable String anchor,
        @Nullable Integer x,
        @Nullable Integer y,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Integer rotation,
        @Nullable String blend,
        @Nullable String text,
        @Nullable Integer size,
        @Nullable String color,
        @Nullable Boolean movable) {

    static List<ScriptLayer> of(EffectScript script) {
        return script.layers().stream()
                .map(layer -> new ScriptLayer(
                        layer.type(),
                        layer.preset(),
                        layer.image() == null ? null : EffectPictures.address(layer.image()),
                        layer.strengthPercent(),
                        layer.anchor(),
                        layer.x(),
                        layer.y(),
                        layer.width(),
                        layer.height(),
                        layer.rotation(),
                        layer.blend(),
                        layer.text(),
                        layer.size(),
                        layer.color(),
                        layer.movable()))
                .toList();
    }
}
