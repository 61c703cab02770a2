package ovation.videos;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import ovation.base.Cursor;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.People;
import ovation.media.MediaStore;

/** A creator's posts as only he sees them: also drafts, and those whose clip is still being made. */
@Service
class OwnVideos {

    private static final UUID NEWEST = new UUID(-1, -1);

    /**
     * @param state draft, waiting (publishes itself when the clip is ready), refused, public or hidden
     * @param poster null until there is one
     * @param refusal why the clip was refused
     */
    record OwnVideo(
            UUID id,
            String url,
            String state,
            String caption,
            @Nullable String poster,
            int durationMillis,
            int progressPercent,
            @Nullable String refusal,
            boolean commentsAllowed,
            boolean adultsOnly,
            boolean promotional,
            long likes,
            long comments,
            long shares,
            Instant createdAt,
            @Nullable Instant publishedAt) {}

    private final Posts posts;
    private final MediaStore media;
    private final People people;

    OwnVideos(Posts posts, MediaStore media, People people) {
        this.posts = posts;
        this.media = media;
        this.people = people;
    }

    Slice<OwnVideo> of(UUID creator, @Nullable String cursor, int limit) {
        Slice.checkLimit(limit, Shelves.MAX_LIMIT);
        var before = cursor == null ? NEWEST : Cursor.decode(cursor, 1).id(0);
        var slice = Slice.of(posts.ofCreator(creator, before, limit + 1), limit, last -> Cursor.of(last.id())
                .encode());
        return new Slice<>(views(slice.items()), slice.next());
    }

    /** @throws Refused 404 for other people's */
    OwnVideo one(UUID creator, UUID video) {
        return posts.find(video)
                .filter(post -> post.creator().equals(creator))
                .map(post -> views(List.of(post)).getFirst())
                .orElseThrow(Refused::notFound);
    }

    String handle(UUID creator) {
        return people.card(creator).orElseThrow(Refused::notFound).handle();
    }

    private List<OwnVideo> views(List<Post> rows) {
        var assets = media.findAll(rows.stream().map(Post::asset).toList());
        return rows.stream().map(post -> view(post, assets.get(post.asset()))).toList();
    }

    private OwnVideo view(Post post, MediaStore.@Nullable Asset asset) {
        var ready = asset != null && asset.state() == MediaStore.State.READY;
        return new OwnVideo(
                post.id(),
                "/v/" + post.id(),
                state(post, asset),
                post.caption().text(),
                ready && asset != null ? media.playback(asset).posterUrl() : null,
                asset == null ? 0 : asset.durationMillis(),
                asset == null ? 0 : asset.progressPercent(),
                asset == null ? null : asset.refusal(),
                post.commentsAllowed(),
                post.adultsOnly(),
                post.promotional(),
                post.counts().likes(),
                post.counts().comments(),
                post.counts().shares(),
                post.createdAt(),
                post.publishedAt());
    }

    private static String state(Post post, MediaStore.@Nullable Asset asset) {
        if (asset == null || asset.state() == MediaStore.State.REFUSED) {
            return "refused";
        }
        return post.waiting() ? "waiting" : post.state().column();
    }
}
