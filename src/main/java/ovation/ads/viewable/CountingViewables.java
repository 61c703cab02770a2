package ovation.ads.viewable;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ads.AdTouch;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionReader;
import ovation.attention.AttentionType;

/**
 * Keeps each viewable showing once. A client says what it measured, and may lie; so it is believed only of what it was served two
 * seconds ago or longer, and it never touches money: settling does not read these events.
 */
@Component
class CountingViewables implements AttentionReader {

    private static final Duration LEAST = Duration.ofSeconds(2);

    private final JdbcClient jdbc;

    CountingViewables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "ads-viewable";
    }

    private record Viewable(UUID exposure, UUID ad, LocalDate day) {}

    @Override
    public void read(List<AttentionEvent> events) {
        var viewables = new LinkedHashSet<Viewable>();
        for (var event : events) {
            var exposure = event.exposure();
            if (event.type() == AttentionType.VIEWABLE
                    && !event.marked()
                    && !event.at().isBefore(exposure.servedAt().plus(LEAST))) {
                AdTouch.ad(exposure)
                        .ifPresent(ad -> viewables.add(new Viewable(
                                exposure.id(), ad, LocalDate.ofInstant(exposure.servedAt(), ZoneOffset.UTC))));
            }
        }
        insert(new ArrayList<>(viewables));
    }

    private void insert(List<Viewable> viewables) {
        if (viewables.isEmpty()) {
            return;
        }
        // primary key
        jdbc.sql("""
                INSERT INTO ads_viewable (exposure, ad, day)
                SELECT * FROM unnest(:exposures::uuid[], :ads::uuid[], :days::date[])
                ON CONFLICT (exposure) DO NOTHING
                """)
                .param("exposures", viewables.stream().map(Viewable::exposure).toArray(UUID[]::new))
                .param("ads", viewables.stream().map(Viewable::ad).toArray(UUID[]::new))
                .param(
                        "days",
                        viewables.stream().map(each -> each.day().toString()).toArray(String[]::new))
                .update();
    }
}
