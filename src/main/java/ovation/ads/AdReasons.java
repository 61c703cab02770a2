package ovation.ads;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.ads.engine.Dimension;
import ovation.ads.engine.Traits;
import ovation.feed.Why;
import ovation.identity.AgeBand;
import ovation.identity.People;

/** Why an ad is shown: the predicates that really matched, with the value they matched (DSA Art. 26). */
@Component
class AdReasons {

    private final People people;

    AdReasons(People people) {
        this.people = people;
    }

    List<Why> of(Line line, Traits traits) {
        var why = new ArrayList<Why>();
        line.targeting().matched(traits).forEach((dimension, value) -> why.add(of(dimension, value)));
        if (why.isEmpty()) {
            why.add(new Why("ad_everyone", "", 0));
        }
        return why;
    }

    private Why of(Dimension dimension, String value) {
        var code = "ad_" + dimension.name().toLowerCase(Locale.ROOT);
        return switch (dimension) {
            case AGE -> new Why(code, AgeBand.valueOf(value).text(), 0);
            // The words say all; the value would be a code.
            case GENDER, AUDIENCE, INVENTORY -> new Why(code, "", 0);
            case TAG -> new Why(code, "#" + value, 0);
            case BEHAVIOUR -> behaviour(value);
            default -> new Why(code, value, 0);
        };
    }

    /** {@code liked:tag:coats:7} becomes {@code ad_liked} with {@code #coats}. */
    private Why behaviour(String value) {
        var parts = value.split(":", -1);
        var subject =
                switch (parts[1]) {
                    case "tag" -> "#" + parts[2];
                    case "creator" ->
                        people.card(UUID.fromString(parts[2]))
                                .map(card -> "@" + card.handle())
                                .orElse("");
                    default -> "";
                };
        return new Why("ad_" + parts[0], subject, 0);
    }
}
