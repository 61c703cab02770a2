package ovation.ads.measure;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.Access;
import ovation.ads.measure.AttributionSettings.Windows;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Viewer;

/** What campaigns brought about, and what people say to being measured. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "conversions")
class MeasureApi {

    private static final int LONGEST_DAYS = 366;

    private final Access access;
    private final AttributionSettings settings;
    private final ConversionReports reports;
    private final Choices choices;
    private final Clock clock;

    MeasureApi(Access access, AttributionSettings settings, ConversionReports reports, Choices choices, Clock clock) {
        this.access = access;
        this.settings = settings;
        this.reports = reports;
        this.choices = choices;
        this.clock = clock;
    }

    @GetMapping("/campaigns/{id}/attribution")
    @Operation(summary = "Within how many days of a click or view the campaign is credited")
    Windows windows(Viewer viewer, @PathVariable UUID id) {
        return settings.of(viewer, id);
    }

    @PutMapping("/campaigns/{id}/attribution")
    @Operation(summary = "clickDays 0, 1, 7, 14 or 28; viewDays 0, 1 or 7; what was credited before stays")
    Windows windows(Viewer viewer, @PathVariable UUID id, @RequestBody Windows form) {
        return settings.change(viewer, id, form);
    }

    @GetMapping("/campaigns/{id}/conversions")
    @Operation(summary = "Conversions and their value, by the time of the conversion and by the time of the impression")
    ConversionReports.Report report(
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
        return reports.of(campaign.id(), campaign.currency(), first, last);
    }

    @GetMapping("/campaigns/{id}/attributions")
    @Operation(summary = "The last conversions that were credited, each with why")
    Slice<ConversionReports.Credited> credited(
            Viewer viewer, @PathVariable UUID id, @RequestParam(defaultValue = "50") int limit) {
        Slice.checkLimit(limit, 100);
        var campaign = access.campaignToSee(viewer, id);
        return new Slice<>(reports.last(campaign.id(), campaign.currency(), limit), null);
    }

    /** @param choice {@code none}, {@code clicks} (if nothing was chosen) or {@code matched} */
    record ChoiceView(@Nullable String choice) {}

    @GetMapping("/me/ad-measurement")
    ChoiceView choice(Viewer viewer) {
        return new ChoiceView(choices.of(viewer.person()).code());
    }

    @PutMapping("/me/ad-measurement")
    @Operation(summary = "What may be measured of you; none forgets what was, matched is for adults")
    ChoiceView choose(Viewer viewer, @RequestBody ChoiceView form) {
        choices.choose(viewer, read(form.choice()));
        return choice(viewer);
    }

    static Choices.Choice read(@Nullable String code) {
        return Arrays.stream(Choices.Choice.values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refused.field("choice", "not_offered"));
    }
}
