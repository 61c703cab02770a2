package ovation.ads.engine;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What may be known of a seat and of who sits in it, by dimension. Of somebody who may not be profiled (a minor, a visitor
 * whose age nobody knows, whoever has switched it off) everything personal is dropped here, whoever has put it in.
 */
public final class Traits {

    private final boolean profiled;
    private final Map<Dimension, Collection<String>> values;

    private Traits(boolean profiled, Map<Dimension, Collection<String>> values) {
        this.profiled = profiled;
        this.values = values;
    }

    /** @param profiled whether what is personal may be read */
    public static Traits of(boolean profiled, Map<Dimension, ? extends Collection<String>> known) {
        var values = new EnumMap<Dimension, Collection<String>>(Dimension.class);
        known.forEach((dimension, its) -> {
            if ((profiled || !dimension.personal()) && !its.isEmpty()) {
                values.put(dimension, List.copyOf(its));
            }
        });
        return new Traits(profiled, values);
    }

    public boolean profiled() {
        return profiled;
    }

    public Collection<String> of(Dimension dimension) {
        return values.getOrDefault(dimension, List.of());
    }
}
