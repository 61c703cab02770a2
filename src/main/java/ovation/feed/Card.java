package ovation.feed;

import org.jspecify.annotations.Nullable;
import ovation.base.SubjectRef;
import ovation.ledger.Money;

/**
 * How something that can be bought or entered shows itself in a feed: a product, a LIVE room, a series.
 *
 * @param text a second line; may be empty
 * @param imageUrl of our own origin
 * @param price null if it has none
 * @param url where it leads, a path of ours
 */
public record Card(
        SubjectRef subject,
        String title,
        String text,
        @Nullable String imageUrl,
        @Nullable Money price,
        String url) {}
