package ovation.identity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** SPI: a bean that names people as whom everybody may sign in with one click. There is none outside the demo. */
public interface DemoSignIns {

    /**
     * @param label of the button, for example {@code Advertiser}
     * @param description one sentence: what there is to see
     * @param landingPath where the sign-in leads, a path of ours
     */
    record DemoSignIn(String label, String description, UUID person, String landingPath) {}

    List<DemoSignIn> all();

    /** What the app of a person of the demo would show now; empty for everybody else. */
    Optional<String> code(UUID person);
}
