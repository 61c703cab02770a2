package ovation.ads.viewable;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.Access;
import ovation.base.Refused;
import ovation.identity.Viewer;

@RestController
@Tag(name = "ads")
class ViewabilityApi {

    private static final int LONGEST_DAYS = 366;

    private final Access access;
    private final Viewability viewability;
    private final Clock clock;

    ViewabilityApi(Access access, Viewability viewability, Clock clock) {
        this.access = access;
        this.viewability = viewability;
        this.clock = clock;
    }

    record AdRow(UUID ad, long impressions, long viewable, double share) {}

    record View(LocalDate from, LocalDate to, long impressions, long viewable, double share, List<AdRow> ads) {}

    @GetMapping("/api/v1/campaigns/{id}/viewability")
    @Operation(
            summary =
                    "Impressions of which half of the picture was on screen for two seconds on end; the last 14 days if not said otherwise")
    View viewability(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        var campaign = access.campaignToSee(viewer, id);
        var last = to == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : to;
        var first = from == null ? last.minusDays(13) : from;
        if (first.isAfter(last) || first.plusDays(LONGEST_DAYS).isBefore(last)) {
            throw Refused.field("from", "span_out_of_range");
        }
        var ads = viewability.byAd(campaign.id(), first, last).entrySet().stream()
                .map(each -> new AdRow(
                        each.getKey(),
                        each.getValue().impressions(),
                        each.getValue().viewable(),
                        each.getValue().share()))
                .toList();
        var all = Viewability.Figures.of(
                ads.stream().mapToLong(AdRow::impressions).sum(),
                ads.stream().mapToLong(AdRow::viewable).sum());
        return new View(first, last, all.impressions(), all.viewable(), all.share(), ads);
    }
}
