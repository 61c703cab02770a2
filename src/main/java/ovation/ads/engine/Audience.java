package ovation.ads.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which ads may match a viewer: a bitmap for each (dimension, value), one for each dimension of those that do not care, and
 * one for each value that ads exclude. Dimensions that no ad names cost nothing. Places, ages, languages and devices together
 * are few, so their intersections are kept.
 */
final class Audience {

    private static final int MOST_KEPT = 10_000;

    private final List<Wish> common = new ArrayList<>();
    private final List<Wish> rest = new ArrayList<>();
    private final Map<Dimension, Set<String>> asked = new EnumMap<>(Dimension.class);
    private final RoaringBitmap all = new RoaringBitmap();
    private final Map<List<Collection<String>>, RoaringBitmap> kept = new ConcurrentHashMap<>();

    /** @param targets by number of the ad */
    Audience(List<Wanted> targets) {
        var wishes = new EnumMap<Dimension, Wish>(Dimension.class);
        for (var target : targets) {
            for (var dimension : target.values().keySet()) {
                wishes.computeIfAbsent(dimension, Wish::new);
            }
            for (var dimension : target.excluded().keySet()) {
                wishes.computeIfAbsent(dimension, Wish::new);
            }
        }
        all.add(0L, targets.size());
        for (var wish : wishes.values()) {
            for (var ad = 0; ad < targets.size(); ad++) {
                wish.put(ad, targets.get(ad));
            }
            asked.put(wish.dimension, wish.values());
            (wish.dimension.common() ? common : rest).add(wish);
        }
    }

    boolean asks(Dimension dimension) {
        return asked.containsKey(dimension);
    }

    Set<String> asked(Dimension dimension) {
        return asked.getOrDefault(dimension, Set.of());
    }

    RoaringBitmap match(Traits traits) {
        var matching = common(traits);
        var own = false;
        for (var wish : rest) {
            matching = wish.narrow(matching, traits.of(wish.dimension), own);
            own = true;
        }
        return matching;
    }

    private RoaringBitmap common(Traits traits) {
        if (common.isEmpty()) {
            return all;
        }
        var key = new ArrayList<Collection<String>>(common.size());
        for (var wish : common) {
            key.add(traits.of(wish.dimension));
        }
        var known = kept.get(key);
        if (known != null) {
            return known;
        }
        var matching = all;
        for (var wish : common) {
            matching = wish.narrow(matching, traits.of(wish.dimension), false);
        }
        if (kept.size() >= MOST_KEPT) {
            kept.clear(); // headers are anybody's to write
        }
        kept.put(key, matching);
        return matching;
    }

    /** What the ads wish of one dimension. */
    private static final class Wish {

        private final Dimension dimension;
        private final RoaringBitmap any = new RoaringBitmap();
        private final Map<String, RoaringBitmap> byValue = new HashMap<>();
        private final Map<String, RoaringBitmap> excluding = new HashMap<>();

        Wish(Dimension dimension) {
            this.dimension = dimension;
        }

        Set<String> values() {
            var values = new HashSet<>(byValue.keySet());
            values.addAll(excluding.keySet());
            return Set.copyOf(values);
        }

        void put(int ad, Wanted wanted) {
            var values = wanted.of(dimension);
            if (values.isEmpty()) {
                any.add(ad);
            }
            put(ad, values, byValue);
            put(ad, wanted.not(dimension), excluding);
        }

        private static void put(int ad, Set<String> values, Map<String, RoaringBitmap> into) {
            for (var value : values) {
                into.computeIfAbsent(value, key -> new RoaringBitmap()).add(ad);
            }
        }

        /** @param own whether the bitmap may be changed in place */
        RoaringBitmap narrow(RoaringBitmap matching, Collection<String> values, boolean own) {
            var wanting = any;
            var union = false;
            for (var value : values) {
                var those = byValue.get(value);
                if (those != null) {
                    if (union) {
                        wanting.or(those);
                    } else {
                        wanting = RoaringBitmap.or(wanting, those);
                        union = true;
                    }
                }
            }
            RoaringBitmap narrowed;
            if (own) {
                matching.and(wanting);
                narrowed = matching;
            } else {
                narrowed = RoaringBitmap.and(matching, wanting);
            }
            for (var value : values) {
                var those = excluding.get(value);
                if (those != null) {
                    narrowed.andNot(those);
                }
            }
            return narrowed;
        }
    }
}
