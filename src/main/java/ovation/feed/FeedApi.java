package ovation.feed;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Slice;
import ovation.identity.Viewer;

@RestController
@RequestMapping("/api/v1/feed")
@Tag(name = "feed")
class FeedApi {

    private static final int MAX_PAGE = 30;

    private final Serving serving;
    private final Tastes tastes;
    private final Resets resets;

    FeedApi(Serving serving, Tastes tastes, Resets resets) {
        this.serving = serving;
        this.tastes = tastes;
        this.resets = resets;
    }

    @GetMapping
    @Operation(summary = "The next items: for_you, following or plain")
    Slice<FeedItem> feed(
            Viewer viewer,
            @RequestParam(defaultValue = "for_you") String mode,
            @RequestParam(defaultValue = "10") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Locale locale) {
        Slice.checkLimit(limit, MAX_PAGE);
        return serving.page(viewer, FeedMode.of(mode), cursor, limit, locale);
    }

    record PublishedWeight(String signal, double weight) {}

    record PublishedFeature(String feature, boolean personal) {}

    record HowItWorks(List<PublishedWeight> weights, List<PublishedFeature> features) {}

    @GetMapping("/weights")
    @Operation(summary = "What the ranking weighs, as it runs")
    HowItWorks weights() {
        return howItWorks();
    }

    static HowItWorks howItWorks() {
        return new HowItWorks(
                Arrays.stream(Signal.values())
                        .map(signal -> new PublishedWeight(signal.code(), signal.weight()))
                        .toList(),
                Arrays.stream(Feature.values())
                        .filter(feature -> feature != Feature.BIAS)
                        .map(feature -> new PublishedFeature(feature.code(), feature.personal()))
                        .toList());
    }

    @PostMapping("/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Starts the personal feed over, as if nothing had been watched")
    void reset(Viewer viewer) {
        if (viewer.signedIn()) {
            resets.reset(viewer.person());
        }
        tastes.forget(viewer.id());
    }
}
