package ovation.ads.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionReader;
import ovation.attention.Conversion;

/** What was bought in our own houses: they write it into the book of attention, and it is taken from there, each once. */
@Component
class InsideConversions implements AttentionReader {

    private final ConversionRows rows;

    InsideConversions(ConversionRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "ads-inside-conversions";
    }

    @Override
    public void read(List<AttentionEvent> events) {
        var bought = new LinkedHashMap<UUID, ConversionRows.Conversion>();
        for (var event : events) {
            if (!event.marked()) {
                Conversion.of(event).ifPresent(deed -> bought.putIfAbsent(event.id(), conversion(event, deed)));
            }
        }
        rows.insert(List.copyOf(bought.values()));
    }

    private static ConversionRows.Conversion conversion(AttentionEvent event, Conversion deed) {
        var exposure = event.exposure();
        return new ConversionRows.Conversion(
                event.id(),
                TakingEvents.INSIDE,
                "inside",
                null,
                deed.event(),
                event.id().toString(),
                event.at(),
                event.at(),
                deed.valueMicros(),
                deed.currency(),
                "account",
                null,
                exposure.viewer(),
                exposure.subject().kind(),
                exposure.subject().id());
    }
}
