package ovation.ads;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Cursor;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Viewer;
import ovation.ledger.Money;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "ads")
class CampaignApi {

    private static final Duration LONGEST_REPORT = Duration.ofDays(366);

    private final EditingCampaigns editing;
    private final LaunchingCampaigns launching;
    private final Access access;
    private final Campaigns campaigns;
    private final Reports reports;
    private final Clock clock;

    CampaignApi(
            EditingCampaigns editing,
            LaunchingCampaigns launching,
            Access access,
            Campaigns campaigns,
            Reports reports,
            Clock clock) {
        this.editing = editing;
        this.launching = launching;
        this.access = access;
        this.campaigns = campaigns;
        this.reports = reports;
        this.clock = clock;
    }

    /** @param state {@code draft}, {@code active}, {@code paused} or {@code ended} */
    record CampaignView(
            UUID id,
            UUID business,
            String name,
            String objective,
            String state,
            @Nullable Money lifetimeCap,
            Instant createdAt,
            @Nullable Instant pausedAt,
            int version) {

        static CampaignView of(Campaign campaign) {
            return new CampaignView(
                    campaign.id(),
                    campaign.business(),
                    campaign.name(),
                    campaign.objective(),
                    campaign.state(),
                    campaign.lifetimeCapMicros() == null
                            ? null
                            : new Money(campaign.lifetimeCapMicros(), campaign.currency()),
                    campaign.createdAt(),
                    campaign.pausedAt(),
                    campaign.version());
        }
    }

    @GetMapping("/businesses/{business}/campaigns")
    @Operation(summary = "A business's campaigns, newest first")
    Slice<CampaignView> list(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        Slice.checkLimit(limit, 100);
        access.toRead(viewer, business);
        var before = cursor == null ? null : Cursor.decode(cursor, 1).id(0);
        return Slice.of(campaigns.of(business, before, limit + 1), limit, last -> Cursor.of(last.id())
                        .encode())
                .map(CampaignView::of);
    }

    @PostMapping("/businesses/{business}/campaigns")
    @Operation(summary = "A new campaign, as a draft")
    ResponseEntity<CampaignView> create(
            Viewer viewer, @PathVariable UUID business, @RequestBody EditingCampaigns.NewCampaign form) {
        var campaign = editing.create(viewer, business, form);
        return ResponseEntity.created(URI.create("/api/v1/campaigns/" + campaign.id()))
                .body(CampaignView.of(campaign));
    }

    @PostMapping("/businesses/{business}/launches")
    @Operation(summary = "Campaign, ad group and ad at once, all or nothing; it serves as soon as the ad is approved")
    ResponseEntity<CampaignView> launch(
            Viewer viewer, @PathVariable UUID business, @RequestBody LaunchingCampaigns.Launch form) {
        var campaign = launching.launch(viewer, business, form);
        return ResponseEntity.created(URI.create("/api/v1/campaigns/" + campaign.id()))
                .body(CampaignView.of(campaign));
    }

    @GetMapping("/campaigns/{id}")
    CampaignView one(Viewer viewer, @PathVariable UUID id) {
        return CampaignView.of(access.campaignToRead(viewer, id));
    }

    @PatchMapping("/campaigns/{id}")
    @Operation(summary = "Changes what is given; state active starts a draft, ended ends for good")
    CampaignView change(Viewer viewer, @PathVariable UUID id, @RequestBody EditingCampaigns.CampaignChange form) {
        return CampaignView.of(editing.change(viewer, id, form));
    }

    @PutMapping("/campaigns/{id}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Stops serving within a second")
    void pause(Viewer viewer, @PathVariable UUID id) {
        editing.pause(viewer, id);
    }

    @DeleteMapping("/campaigns/{id}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Serves again")
    void resume(Viewer viewer, @PathVariable UUID id) {
        editing.resume(viewer, id);
    }

    record DayRow(LocalDate day, long impressions, long clicks, Money spend, double ctr) {}

    record AdRow(UUID ad, long impressions, long clicks, Money spend, double ctr) {}

    record Totals(long impressions, long clicks, Money spend, double ctr) {}

    record UnbilledRow(String event, String reason, long count) {}

    record ReportView(
            LocalDate from,
            LocalDate to,
            List<DayRow> days,
            List<AdRow> ads,
            Totals totals,
            List<UnbilledRow> unbilled) {}

    @GetMapping("/campaigns/{id}/report")
    @Operation(
            summary =
                    "By UTC day and by ad, from the rows that tie to the ledger; the last 14 days if not said otherwise")
    ReportView report(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        var campaign = access.campaignToRead(viewer, id);
        var last = to == null ? Days.of(clock.instant()) : to;
        var first = from == null ? last.minusDays(13) : from;
        if (first.isAfter(last) || first.plusDays(LONGEST_REPORT.toDays()).isBefore(last)) {
            throw Refused.field("from", "span_out_of_range");
        }
        var days = reports.byDay(campaign, first, last);
        var total = reports.total(days, campaign.currency());
        return new ReportView(
                first,
                last,
                days.stream()
                        .map(day -> new DayRow(
                                day.day(),
                                day.figures().impressions(),
                                day.figures().clicks(),
                                day.figures().spend(),
                                day.figures().ctr()))
                        .toList(),
                reports.byAd(campaign, first, last).entrySet().stream()
                        .map(ad -> new AdRow(
                                ad.getKey(),
                                ad.getValue().impressions(),
                                ad.getValue().clicks(),
                                ad.getValue().spend(),
                                ad.getValue().ctr()))
                        .toList(),
                new Totals(total.impressions(), total.clicks(), total.spend(), total.ctr()),
                reports.unbilled(campaign, first, last).stream()
                        .map(row -> new UnbilledRow(row.event(), row.reason(), row.howMany()))
                        .toList());
    }
}
