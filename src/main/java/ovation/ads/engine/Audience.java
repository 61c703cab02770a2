package ovation.ads.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which ads may match a viewer: a bitmap for each (dimension, value), and one for each dimension of those that do not care.
 * Regions and ages together are few, so their intersections are kept.
 */
final class Audience {

    /** Whom an ad wants; an empty set wants everybody. */
    record Target(Set<String> regions, Set<String> ages, Set<String> interests) {}

    private final Dimension regions = new Dimension();
    private final Dimension ages = new Dimension();
    private final Dimension interests = new Dimension();
    private final Map<String, RoaringBitmap> byRegionAndAge = new ConcurrentHashMap<>();

    /** @param targets by number of the ad */
    Audience(List<Target> targets) {
        for (var ad = 0; ad < targets.size(); ad++) {
            var target = targets.get(ad);
            regions.put(ad, target.regions());
            ages.put(ad, target.ages());
            interests.put(ad, target.interests());
        }
    }

    /** @param wanted the viewer's interests that may be read */
    RoaringBitmap match(String region, String age, Collection<String> wanted) {
        var base = byRegionAndAge.computeIfAbsent(
                region + "/" + age, key -> RoaringBitmap.and(regions.of(List.of(region)), ages.of(List.of(age))));
        return RoaringBitmap.and(base, interests.of(wanted));
    }

    private static final class Dimension {
        private final RoaringBitmap any = new RoaringBitmap();
        private final Map<String, RoaringBitmap> byValue = new HashMap<>();

        void put(int ad, Set<String> values) {
            if (values.isEmpty()) {
                any.add(ad);
            }
            for (var value : values) {
                byValue.computeIfAbsent(value, key -> new RoaringBitmap()).add(ad);
            }
        }

        RoaringBitmap of(Collection<String> values) {
            RoaringBitmap union = null;
            for (var value : values) {
                var those = byValue.get(value);
                if (those != null) {
                    union = union == null ? RoaringBitmap.or(any, those) : or(union, those);
                }
            }
            return union == null ? any : union;
        }

        private static RoaringBitmap or(RoaringBitmap into, RoaringBitmap more) {
            into.or(more);
            return into;
        }
    }
}
