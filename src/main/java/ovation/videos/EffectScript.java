package ovation.videos;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an effect draws, bottom first: kept as JSON, run by the engine in the browser. Lengths are pixels of a stage of 540 by 960.
 *
 * @param spot the one place that can be tapped, in the camera only; null for none
 */
public record EffectScript(List<Layer> layers, @Nullable Spot spot) {

    public EffectScript {
        layers = List.copyOf(layers);
    }

    /**
     * One layer. Which parts it has depends on its type: {@code lut} strengthPercent and preset or image; {@code frame} preset or
     * image; {@code sticker} preset or image, place and size, rotation, movable; {@code text} text, place, size, color;
     * {@code particles} preset. All but the LUT may blend.
     *
     * @param anchor which of the stage's nine points {@code x} and {@code y} are counted from, inwards
     * @param blend {@code normal}, {@code add}, {@code screen} or {@code multiply}
     * @param size of letters
     * @param color as {@code #rrggbb}
     * @param movable whether whoever records may drag it
     */
    public record Layer(
            String type,
            @Nullable String preset,
            @Nullable UUID image,
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
            @Nullable Boolean movable) {}

    /** @param text on the pop-up @param landingUrl https */
    public record Spot(
            @Nullable Integer x,
            @Nullable Integer y,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable String text,
            @Nullable String callToAction,
            @Nullable String landingUrl) {}
}
