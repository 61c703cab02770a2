package ovation.ads.library;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.ads.library.LibraryEntry.Boosted;
import ovation.identity.AgeBand;
import ovation.videos.Effects;
import ovation.videos.Videos;
import ovation.videos.Videos.VideoCard;

/** The public library of ads. */
@Controller
class AdLibraryPages {

    private static final int PAGE = 24;

    private final AdLibrary library;
    private final Videos videos;
    private final Effects effects;

    AdLibraryPages(AdLibrary library, Videos videos, Effects effects) {
        this.library = library;
        this.videos = videos;
        this.effects = effects;
    }

    /**
     * @param card null if it has no clip, or it is gone
     * @param icon of an effect
     * @param host where the button leads
     * @param regions names in the reader's language; empty: everywhere
     * @param boosted of the posts those that can still be seen
     */
    record Shown(
            LibraryEntry entry,
            @Nullable VideoCard card,
            @Nullable String icon,
            String host,
            String regions,
            String ages,
            String interests,
            List<VideoCard> boosted) {}

    record Country(String code, String name) {}

    @GetMapping("/ad-library")
    String library(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(required = false) @Nullable String cursor,
            Locale locale,
            Model model) {
        var slice = library.list(q.strip(), region, cursor, PAGE);
        var cards = cards(slice.items());
        var drawn = effects.findAll(slice.items().stream()
                .filter(entry -> entry.kind().equals("effect"))
                .map(LibraryEntry::ad)
                .toList());
        model.addAttribute(
                "ads",
                slice.items().stream()
                        .map(entry -> shown(entry, cards, drawn.get(entry.ad()), locale))
                        .toList());
        model.addAttribute("next", slice.next());
        model.addAttribute("q", q.strip());
        model.addAttribute("region", region);
        model.addAttribute(
                "regions",
                Stream.of(Locale.getISOCountries())
                        .map(code -> new Country(code, Locale.of("", code).getDisplayCountry(locale)))
                        .sorted((one, other) -> one.name().compareToIgnoreCase(other.name()))
                        .toList());
        return "ads/library";
    }

    private Map<UUID, VideoCard> cards(List<LibraryEntry> entries) {
        var wanted = entries.stream()
                .flatMap(entry -> Stream.concat(
                        Stream.ofNullable(entry.video()),
                        entry.boosted().stream().map(Boosted::video)))
                .distinct()
                .toList();
        return videos.cards(wanted).stream()
                .collect(Collectors.toMap(VideoCard::id, Function.identity(), (one, same) -> one));
    }

    private static Shown shown(
            LibraryEntry entry, Map<UUID, VideoCard> cards, Effects.@Nullable Effect effect, Locale locale) {
        var audience = entry.audience();
        return new Shown(
                entry,
                entry.video() == null ? null : cards.get(entry.video()),
                effect == null ? null : effect.icon(),
                host(entry.landingUrl()),
                audience.regions().stream()
                        .map(code -> Locale.of("", code).getDisplayCountry(locale))
                        .collect(Collectors.joining(", ")),
                audience.ages().stream()
                        .map(AgeBand::valueOf)
                        .map(AgeBand::text)
                        .collect(Collectors.joining(", ")),
                audience.interests().stream().map(tag -> "#" + tag).collect(Collectors.joining(" ")),
                entry.boosted().stream()
                        .map(post -> cards.get(post.video()))
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static String host(String url) {
        try {
            var host = URI.create(url).getHost();
            return host == null ? url : host;
        } catch (IllegalArgumentException odd) {
            return url;
        }
    }
}
