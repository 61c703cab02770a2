package ovation.videos;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row, with its tags and its sound's title. */
record Post(
        UUID id,
        UUID creator,
        UUID asset,
        Caption caption,
        List<String> tags,
        Videos.@Nullable Sound sound,
        Videos.@Nullable Stamp effect,
        boolean commentsAllowed,
        boolean adultsOnly,
        boolean promotional,
        State state,
        boolean waiting,
        String region,
        int durationMillis,
        Instant createdAt,
        @Nullable Instant publishedAt,
        Counts counts) {

    enum State {
        DRAFT,
        PUBLIC,
        /** Its creator has taken it back for now. */
        HIDDEN,
        DELETED;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Counts(long likes, long comments, long shares) {}

    boolean isPublic() {
        return state == State.PUBLIC;
    }

    Videos.VideoFacts facts() {
        var published = publishedAt;
        return new Videos.VideoFacts(
                id,
                creator,
                sound == null ? null : sound.id(),
                tags,
                durationMillis,
                region,
                published == null ? createdAt : published,
                adultsOnly,
                promotional);
    }
}
