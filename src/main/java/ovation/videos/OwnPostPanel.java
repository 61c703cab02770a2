package ovation.videos;

/** What a higher floor shows a creator on the page of a post of hers (SPI). */
public interface OwnPostPanel {

    /** A template with a fragment {@code ownPost(post, state)}. */
    String template();
}
