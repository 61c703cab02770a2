package ovation.videos;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import ovation.identity.AgeBand;
import ovation.identity.Viewer;

/** Posts as other modules see them. */
public interface Videos {

    enum Visibility {
        PUBLIC,
        /** Only its creator sees it: drafts, taken-down posts. */
        PRIVATE
    }

    /**
     * What ranking needs to know of a public, playable post, and nothing else.
     *
     * @param sound null for a post without one
     * @param adultsOnly whether only {@link AgeBand#adult} people may see it
     * @param promotional whether it is an advertiser's creative, which never stands in a feed by itself
     */
    record VideoFacts(
            UUID id,
            UUID creator,
            @Nullable UUID sound,
            List<String> tags,
            int durationMillis,
            String region,
            Instant publishedAt,
            boolean adultsOnly,
            boolean promotional) {}

    /**
     * How a post shows itself: the same for every viewer, so it can be kept.
     */
    record VideoCard(
            UUID id,
            String url,
            Creator creator,
            String caption,
            List<String> hashtags,
            @Nullable Sound sound,
            @Nullable Stamp effect,
            int durationMillis,
            int width,
            int height,
            String poster,
            @Nullable String blurhash,
            List<ovation.media.MediaStore.Source> sources,
            long likes,
            long comments,
            long shares,
            boolean commentsAllowed) {}

    record Creator(
            UUID id, String handle, String name, @Nullable String avatarUrl) {}

    record Sound(UUID id, String title) {}

    /** The effect that a post was made with. @param sponsor who paid for the effect; null for one of the house */
    record Stamp(
            UUID id, String name, String icon, @Nullable String sponsor) {}

    /** Cards from memory (bounded cache, counts up to a few seconds old), in the order asked for; gone ones are left out. */
    List<VideoCard> cards(Collection<UUID> videos);

    /** All public posts, in batches, for state that is rebuilt at start. */
    void forEachPublic(Consumer<VideoFacts> consumer);

    /** The facts of one post; empty if it is not public, not playable or gone. */
    Optional<VideoFacts> facts(UUID video);

    /** All gates: may this viewer watch it now? */
    boolean mayWatch(Viewer viewer, UUID video);

    /** The same for whoever keeps the facts: answers from memory. */
    boolean mayWatch(Viewer viewer, VideoFacts video);

    /** Which of these posts the person has liked. */
    java.util.Set<UUID> liked(UUID person, Collection<UUID> videos);

    /** Publishes a post of a READY asset, as the upload page does. @throws ovation.base.Refused with the fields that are wrong */
    UUID publish(UUID creator, NewVideo video);

    /**
     * @param sound an existing sound, or null: then the clip's own audio becomes an original sound
     * @param soundTitle title of the original sound; null for a made one
     * @param promotional made for an ad: plays only where an ad group pays for it, and on its own page
     * @param effect the effect it was made with, one that its creator may use now; null for none
     */
    record NewVideo(
            UUID asset,
            String caption,
            @Nullable UUID sound,
            @Nullable String soundTitle,
            boolean commentsAllowed,
            boolean adultsOnly,
            boolean promotional,
            @Nullable UUID effect) {

        public NewVideo(
                UUID asset,
                String caption,
                @Nullable UUID sound,
                @Nullable String soundTitle,
                boolean commentsAllowed,
                boolean adultsOnly,
                boolean promotional) {
            this(asset, caption, sound, soundTitle, commentsAllowed, adultsOnly, promotional, null);
        }
    }

    Map<UUID, Long> likes(Collection<UUID> videos);

    /** Public posts with the hashtag, in its spelling without #, that were published from one instant until another. */
    List<VideoFacts> tagged(String tag, Instant from, Instant until);

    /** Public posts with the sound, likewise. */
    List<VideoFacts> using(UUID sound, Instant from, Instant until);

    /** A sound that can be picked. */
    Optional<Sound> sound(UUID id);
}
