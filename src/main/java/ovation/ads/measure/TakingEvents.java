package ovation.ads.measure;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.ClickIds;
import ovation.base.Ids;

/**
 * Takes what pages and servers report: each (pixel, event, id) once, whichever way it came first. Whom an event is of is asked here and
 * at once; the keys themselves are never stored.
 */
@Service
class TakingEvents {

    private final ConversionRows rows;
    private final Choices choices;
    private final ClickIds clickIds;
    private final Clock clock;

    TakingEvents(ConversionRows rows, Choices choices, ClickIds clickIds, Clock clock) {
        this.rows = rows;
        this.choices = choices;
        this.clickIds = clickIds;
        this.clock = clock;
    }

    enum Source {
        PIXEL,
        SERVER
    }

    /** @param verdict {@code accepted}, {@code duplicate} or {@code refused} @param code why it was refused */
    record Verdict(
            @Nullable String event,
            @Nullable String id,
            String verdict,
            @Nullable String code) {}

    private record Key(String event, String id) {}

    @Transactional
    List<Verdict> take(Pixel pixel, Source source, List<? extends @Nullable PixelEvent> events) {
        var now = clock.instant();
        var refusals = new ArrayList<@Nullable String>(events.size());
        var fresh = new LinkedHashMap<Key, ConversionRows.Conversion>();
        for (var event : events) {
            var refusal = event == null ? "event_missing" : event.refusal(now);
            refusals.add(refusal);
            if (event != null && refusal == null) {
                fresh.computeIfAbsent(key(event), key -> conversion(pixel, source, event, now));
            }
        }
        var inserted = rows.insert(List.copyOf(fresh.values()));
        var accepted = new HashMap<Key, Boolean>();
        inserted.forEach(each -> accepted.put(new Key(each.event(), each.eventId()), true));
        var verdicts = new ArrayList<Verdict>(events.size());
        for (var i = 0; i < refusals.size(); i++) {
            verdicts.add(verdict(events.get(i), refusals.get(i), accepted));
        }
        rows.addRefusals(pixel.id(), codes(refusals), now);
        return verdicts;
    }

    private static Verdict verdict(@Nullable PixelEvent event, @Nullable String refusal, Map<Key, Boolean> accepted) {
        if (event == null || refusal != null) {
            return new Verdict(
                    event == null ? null : event.event(), event == null ? null : event.id(), "refused", refusal);
        }
        // A second copy in the same batch is a duplicate like any other.
        var first = accepted.remove(key(event)) != null;
        return new Verdict(event.event(), event.id(), first ? "accepted" : "duplicate", null);
    }

    private static Key key(PixelEvent event) {
        return new Key(Objects.requireNonNull(event.event()), Objects.requireNonNull(event.id()));
    }

    private ConversionRows.Conversion conversion(Pixel pixel, Source source, PixelEvent event, Instant now) {
        var click = event.ovclid() != null && event.mayBeRecognised()
                ? clickIds.open(event.ovclid()).orElse(null)
                : null;
        var person = event.email() != null && event.mayBeRecognised()
                ? choices.byEmail(HexFormat.of().parseHex(event.email())).orElse(null)
                : null;
        var value = event.value();
        return new ConversionRows.Conversion(
                Ids.next(clock),
                pixel.id(),
                source.name().toLowerCase(java.util.Locale.ROOT),
                pixel.business(),
                Objects.requireNonNull(event.event()),
                Objects.requireNonNull(event.id()),
                Objects.requireNonNull(event.happenedAt(now)),
                now,
                value == null || value.micros() == null ? 0 : value.micros(),
                value == null || value.currency() == null ? "" : value.currency(),
                click != null ? "click" : person != null ? "email" : "nothing",
                click,
                person,
                null,
                null);
    }

    private static Map<String, Long> codes(List<? extends @Nullable String> refusals) {
        var codes = new HashMap<String, Long>();
        for (var refusal : refusals) {
            if (refusal != null) {
                codes.merge(refusal, 1L, Long::sum);
            }
        }
        return codes;
    }

    /** A request that was turned away at the door, for the page on which advertisers test. */
    void turnedAway(Pixel pixel, String code) {
        rows.addRefusals(pixel.id(), Map.of(code, 1L), clock.instant());
    }

    static final UUID INSIDE = new UUID(0, 0);
}
