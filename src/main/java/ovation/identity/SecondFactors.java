package ovation.identity;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The second factor of people: a code from an app on their phone. What is grave asks for a fresh one. */
public interface SecondFactors {

    /** How long a factor that was shown counts as fresh. */
    Duration FRESH = Duration.ofMinutes(5);

    /** Whether the person has a confirmed second factor. */
    boolean secondFactor(UUID person);

    /** Whether this viewer has shown it in the last five minutes, in this very sign-in. */
    boolean fresh(Viewer viewer);

    /** The viewer's person. @throws ovation.base.Refused {@code second_factor_needed} or {@code step_up_needed}, both 403 */
    UUID demandFresh(Viewer viewer);

    /**
     * Begins an enrolment, or begins it anew while it is not confirmed.
     *
     * @return the key in base 32, to be typed or scanned
     * @throws ovation.base.Refused {@code second_factor_exists}
     */
    String begin(UUID person);

    /**
     * Ends an enrolment by the first code.
     *
     * @return the recovery codes, which are shown once
     * @throws ovation.base.Refused {@code wrong_code}
     */
    List<String> confirm(UUID person, String code);
}
