package ovation.attention;

import java.util.Optional;

/** Makes and opens exposure tokens. */
public interface Exposures {

    /** A URL-safe token of at most about 400 characters. */
    String sign(Exposure exposure);

    /** Empty for a token that we did not sign. Whether it is still valid is for the book to say. */
    Optional<Exposure> open(String token);
}
