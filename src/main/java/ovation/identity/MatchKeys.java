package ovation.identity;

import java.util.Optional;
import java.util.UUID;

/** Hashes by which others know somebody too. Who asks has the person's consent. */
public interface MatchKeys {

    /** SHA-256 of the trimmed e-mail address in lower case. Empty for minors, whatever they agree to, and for those who have left. */
    Optional<byte[]> emailSha256(UUID person);
}
