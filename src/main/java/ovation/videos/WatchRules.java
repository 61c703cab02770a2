package ovation.videos;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import ovation.identity.People;
import ovation.identity.Viewer;
import ovation.videos.Videos.VideoFacts;

/** May this viewer watch it: our own rules, then every gate of the modules above. */
@Component
class WatchRules {

    /** Asked for late: a gate may need our own published types. */
    private final Supplier<List<Gate>> gates;

    private final People people;

    WatchRules(ObjectProvider<Gate> gates, People people) {
        this.gates = SingletonSupplier.of(() -> gates.orderedStream().toList());
        this.people = people;
    }

    boolean mayWatch(Viewer viewer, VideoFacts video) {
        if (viewer.signedIn() && viewer.id().equals(video.creator())) {
            return true;
        }
        if (video.adultsOnly() && !viewer.age().adult()) {
            return false;
        }
        if (hidden(viewer).contains(video.creator())) {
            return false;
        }
        for (var gate : gates.get()) {
            if (!gate.mayWatch(viewer, video)) {
                return false;
            }
        }
        return true;
    }

    /** Whom this viewer does not see. */
    Set<UUID> hidden(Viewer viewer) {
        return viewer.signedIn() ? people.hiddenFrom(viewer.id()) : Set.of();
    }
}
