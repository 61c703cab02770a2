package ovation.ads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import ovation.ads.engine.Dimension;
import ovation.ads.engine.Wanted;
import ovation.identity.AgeBand;

/** What ad groups want beside regions, ages and interests: as forms give it and as rows keep it, {@code LANGUAGE=de}. */
final class Wishes {

    /** These have fields of their own. */
    private static final Set<Dimension> ELSEWHERE = EnumSet.of(Dimension.REGION, Dimension.AGE, Dimension.INTEREST);

    static final Map<Dimension, List<String>> CHOICES = new EnumMap<>(Map.of(
            Dimension.LANGUAGE, List.of("en", "de"),
            Dimension.DEVICE, List.of("phone", "tablet", "desktop", "tv"),
            Dimension.OS, List.of("ios", "android", "windows", "macos", "chromeos", "linux"),
            Dimension.BROWSER, List.of("chrome", "safari", "firefox", "edge", "samsung", "opera"),
            Dimension.GENDER, List.of("FEMALE", "MALE", "OTHER"),
            Dimension.AGE,
                    Arrays.stream(AgeBand.values())
                            .filter(band -> band != AgeBand.UNKNOWN)
                            .map(Enum::name)
                            .toList()));

    /** Which ratings of the clips around a seat a tier takes; {@code full} takes all. */
    private static final Map<String, Set<String>> TIERS =
            Map.of("full", Set.of(), "standard", Set.of("everyone", "unrated"), "limited", Set.of("everyone"));

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String TAG = "[\\p{L}\\p{N}_]{1,50}";
    private static final Map<Dimension, String> PATTERNS = Map.of(
            Dimension.REGION, "[A-Z]{2}",
            Dimension.INTEREST, TAG,
            Dimension.TAG, TAG,
            Dimension.BEHAVIOUR, "(watched|liked):((video|creator):" + UUID + "|tag:" + TAG + "):(1|3|7|14|30)",
            Dimension.AUDIENCE, UUID);

    private static final int MOST = 50;

    private Wishes() {}

    /** Of a form: dimensions by their lower-case names. What is wrong is noted under {@code field}. */
    static Map<Dimension, Set<String>> parse(
            Inputs inputs, String field, @Nullable Map<String, ? extends Collection<String>> given, boolean excluded) {
        var wishes = new EnumMap<Dimension, Set<String>>(Dimension.class);
        (given == null ? Map.<String, Collection<String>>of() : given).forEach((name, values) -> {
            var dimension = dimension(name);
            if (dimension == null
                    || dimension == Dimension.INVENTORY
                    || !excluded && ELSEWHERE.contains(dimension)
                    || values.size() > MOST
                    || values.stream().anyMatch(value -> !offered(dimension, value))) {
                inputs.wrong(field, values.size() > MOST ? "too_many" : "not_offered");
            } else {
                wishes.put(dimension, Set.copyOf(values));
            }
        });
        return wishes;
    }

    static Set<String> tier(Inputs inputs, String tier) {
        return TIERS.getOrDefault(inputs.oneOf("inventory", tier, TIERS.keySet()), Set.of());
    }

    static String tierOf(Wanted wanted) {
        return TIERS.entrySet().stream()
                .filter(tier -> tier.getValue().equals(wanted.of(Dimension.INVENTORY)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("full");
    }

    private static boolean offered(Dimension dimension, String value) {
        var choices = CHOICES.get(dimension);
        return choices != null ? choices.contains(value) : value.matches(PATTERNS.getOrDefault(dimension, ""));
    }

    private static @Nullable Dimension dimension(String name) {
        return Arrays.stream(Dimension.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElse(null);
    }

    /** For views: names in lower case, values in order. */
    static Map<String, List<String>> view(Map<Dimension, Set<String>> wishes) {
        var view = new TreeMap<String, List<String>>();
        wishes.forEach((dimension, values) ->
                view.put(dimension.name().toLowerCase(Locale.ROOT), List.copyOf(new TreeSet<>(values))));
        return view;
    }

    /** For everybody: which lists an advertiser has is its own affair, that it uses some is not. */
    static Map<String, List<String>> published(Collection<String> texts) {
        var view = view(read(texts));
        view.computeIfPresent("audience", (name, lists) -> List.of(String.valueOf(lists.size())));
        return view;
    }

    static String[] texts(Map<Dimension, Set<String>> wishes) {
        var texts = new ArrayList<String>();
        wishes.forEach((dimension, values) -> values.forEach(value -> texts.add(dimension + "=" + value)));
        return texts.stream().sorted().toArray(String[]::new);
    }

    static Wanted read(Collection<String> wants, Collection<String> excludes) {
        return new Wanted(read(wants), read(excludes));
    }

    private static Map<Dimension, Set<String>> read(Collection<String> texts) {
        var wishes = new EnumMap<Dimension, Set<String>>(Dimension.class);
        for (var text : texts) {
            var at = text.indexOf('=');
            wishes.computeIfAbsent(Dimension.valueOf(text.substring(0, at)), key -> new TreeSet<>())
                    .add(text.substring(at + 1));
        }
        return wishes;
    }
}
