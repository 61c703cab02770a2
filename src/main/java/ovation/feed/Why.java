package ovation.feed;

/**
 * One reason why an item is shown.
 *
 * @param code of the source or signal, message key {@code why.<code>}: {@code trending}, {@code watched_together},
 *     {@code following}, {@code fresh}, {@code tag}, {@code sound}, {@code creator}, {@code ad_region}, …
 * @param subject what it is about, shown as it is: a tag, a title, a name; empty if nothing
 * @param points what it adds to the value; 0 for ads
 */
public record Why(String code, String subject, double points) {}
