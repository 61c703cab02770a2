package ovation.ads.lift;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionReader;

/**
 * Keeps what people do that ads could have brought about, in whichever group they are: profiles opened, creators followed, and
 * conversions of people who were recognised without a click, since nobody can click on an ad that he was kept from.
 */
@Component
public class LiftOutcomes implements AttentionReader {

    private final LiftRows rows;

    LiftOutcomes(LiftRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "ads-lift";
    }

    @Override
    public void read(List<AttentionEvent> events) {
        rows.insertOfCreators(events.stream()
                .filter(event -> !event.marked())
                .filter(event -> !kind(event).isEmpty())
                .map(event -> new LiftRows.Deed(
                        event.exposure().owner(), event.exposure().viewer(), kind(event), event.at()))
                .toList());
    }

    private static String kind(AttentionEvent event) {
        return switch (event.type()) {
            case PROFILE_OPENED -> "profile_opened";
            case FOLLOWED -> "followed";
            default -> "";
        };
    }

    /** Somebody has done what the business measures. Within the transaction that decides on the conversion. */
    public void converted(UUID business, UUID person, String event, Instant at) {
        rows.insertOfBusinesses(List.of(new LiftRows.Deed(business, person, event, at)));
    }
}
