package ovation.ads.buying;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.ads.AdServing;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionReader;
import ovation.attention.AttentionType;

/**
 * Counts the people of split tests, each once in her own arm, exactly once from the book: who was reached, and who of them did
 * what the test is about. Robots do not count.
 */
@Component
class CountingSplits implements AttentionReader {

    private final Splits splits;
    private final AdServing serving;

    CountingSplits(Splits splits, AdServing serving) {
        this.splits = splits;
        this.serving = serving;
    }

    @Override
    public String name() {
        return "ads-splits";
    }

    @Override
    public void read(List<AttentionEvent> events) {
        var shown = events.stream()
                .filter(event -> event.exposure().paid() && !event.marked())
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        var running = splits.running();
        if (running.isEmpty()) {
            return;
        }
        var touched = new HashSet<UUID>();
        for (var event : shown) {
            serving.shown(event.exposure()).ifPresent(ad -> {
                var own = running.get(ad.ad());
                var arm = own == null ? running.get(ad.adGroup()) : own;
                if (arm != null && counts(event, arm)) {
                    splits.count(new Splits.Deed(arm, event.exposure().viewer(), event.at(), acted(event, arm)));
                    touched.add(arm.split());
                }
            });
        }
        touched.forEach(splits::judge);
    }

    private boolean counts(AttentionEvent event, Splits.Running arm) {
        return event.type() == AttentionType.SHOWN || event.type() == AttentionType.CLICKED || acted(event, arm);
    }

    private boolean acted(AttentionEvent event, Splits.Running arm) {
        return arm.goal().equals("click")
                ? event.type() == AttentionType.CLICKED
                : event.type() == AttentionType.WATCHED
                        && serving.isView(
                                event.watchedMillis(), event.exposure().durationMillis());
    }
}
