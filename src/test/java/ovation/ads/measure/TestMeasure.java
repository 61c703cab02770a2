package ovation.ads.measure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.ads.measure.EditingPixels.PixelForm;
import ovation.ads.measure.PixelEvent.Amount;
import ovation.ads.measure.TakingEvents.Source;
import ovation.attention.AttentionEvent;
import ovation.identity.Viewer;

/** Measuring as the tests of ads use it: by its use cases, without the web. */
public final class TestMeasure {

    private final ApplicationContext context;

    public TestMeasure(ApplicationContext context) {
        this.context = context;
    }

    /** @param click the click id, or null @param email SHA-256 in hex, or null */
    public record Event(
            String event,
            String id,
            @Nullable Instant at,
            long valueMicros,
            @Nullable String click,
            @Nullable String email,
            boolean denied) {

        private PixelEvent told() {
            return new PixelEvent(
                    event,
                    id,
                    at == null ? null : at.toString(),
                    new Amount(valueMicros, "EUR"),
                    click,
                    email,
                    null,
                    denied ? "denied" : null);
        }
    }

    public UUID pixel(Viewer viewer, UUID business) {
        return context.getBean(EditingPixels.class)
                .make(viewer, business, new PixelForm("Shop", List.of("https://shop.example"), null))
                .pixel()
                .id();
    }

    /** @return {@code accepted}, {@code duplicate} or {@code refused <code>} each */
    public List<String> take(UUID pixel, boolean server, Event... events) {
        var told = new ArrayList<PixelEvent>();
        Arrays.stream(events).forEach(event -> told.add(event.told()));
        return context
                .getBean(TakingEvents.class)
                .take(
                        context.getBean(Pixels.class).find(pixel).orElseThrow(),
                        server ? Source.SERVER : Source.PIXEL,
                        told)
                .stream()
                .map(verdict -> verdict.code() == null ? verdict.verdict() : verdict.verdict() + " " + verdict.code())
                .toList();
    }

    /** The readers of the book have come by. */
    public void read(AttentionEvent... events) {
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            context.getBean(Touches.class).read(List.of(events));
            context.getBean(InsideConversions.class).read(List.of(events));
        });
    }

    public void attribute() {
        context.getBean(Attributing.class).attribute();
    }

    public void windows(Viewer viewer, UUID campaign, int clickDays, int viewDays) {
        context.getBean(AttributionSettings.class)
                .change(viewer, campaign, new AttributionSettings.Windows(clickDays, viewDays));
    }

    /** @param choice {@code none}, {@code clicks} or {@code matched} */
    public void choose(Viewer viewer, String choice) {
        context.getBean(Choices.class).choose(viewer, MeasureApi.read(choice));
    }

    /** What a campaign was credited with, the newest first: event, touch and how many could have been. */
    public List<String> credited(UUID campaign) {
        return context.getBean(ConversionReports.class).last(campaign, "EUR", 100).stream()
                .map(row -> row.event() + " by " + row.touch() + " of " + row.candidates())
                .toList();
    }

    public UUID creditedExposure(UUID campaign) {
        return Objects.requireNonNull(context.getBean(ConversionReports.class)
                        .last(campaign, "EUR", 1)
                        .getFirst())
                .exposure();
    }
}
