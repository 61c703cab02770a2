package ovation.ads;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.identity.AgeBand;
import ovation.videos.Videos;
import ovation.videos.Videos.VideoCard;

/** The public library of ads. */
@Controller
class AdLibraryPages {

    private static final int PAGE = 24;

    private final AdLibrary library;
    private final Videos videos;

    AdLibraryPages(AdLibrary library, Videos videos) {
        this.library = library;
        this.videos = videos;
    }

    /**
     * @param card null if the clip is gone
     * @param host where the button leads
     * @param regions names in the reader's language; empty: everywhere
     */
    record Shown(
            AdLibrary.Entry entry,
            @Nullable VideoCard card,
            String host,
            String regions,
            String ages,
            String interests) {}

    @GetMapping("/ad-library")
    String library(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(required = false) @Nullable String cursor,
            Locale locale,
            Model model) {
        var slice = library.list(q.strip(), region, cursor, PAGE);
        var cards = videos
                .cards(slice.items().stream().map(AdLibrary.Entry::video).toList())
                .stream()
                .collect(Collectors.toMap(VideoCard::id, Function.identity(), (one, same) -> one));
        model.addAttribute(
                "ads",
                slice.items().stream()
                        .map(entry -> new Shown(
                                entry,
                                cards.get(entry.video()),
                                host(entry.landingUrl()),
                                entry.regions().stream()
                                        .map(code -> Locale.of("", code).getDisplayCountry(locale))
                                        .collect(Collectors.joining(", ")),
                                entry.ages().stream()
                                        .map(AgeBand::valueOf)
                                        .map(WizardPages::ageText)
                                        .collect(Collectors.joining(", ")),
                                entry.interests().stream().map(tag -> "#" + tag).collect(Collectors.joining(" "))))
                        .toList());
        model.addAttribute("next", slice.next());
        model.addAttribute("q", q.strip());
        model.addAttribute("region", region);
        model.addAttribute(
                "regions",
                List.of(Locale.getISOCountries()).stream()
                        .map(code ->
                                new WizardPages.Choice(code, Locale.of("", code).getDisplayCountry(locale)))
                        .sorted((one, other) -> one.text().compareToIgnoreCase(other.text()))
                        .toList());
        return "ads/library";
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
