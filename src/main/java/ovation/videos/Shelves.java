package ovation.videos;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import ovation.attention.Surface;
import ovation.base.Cursor;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.People;
import ovation.identity.Viewer;
import ovation.videos.Videos.VideoCard;

/** Lists of posts: of a person, of a hashtag, of a sound. Newest first; what a viewer may not watch is not in them. */
@Service
class Shelves {

    static final int MAX_LIMIT = 100;
    private static final UUID NEWEST = new UUID(-1, -1);

    /** A card with what is only this viewer's. */
    record ShownVideo(@JsonUnwrapped VideoCard card, boolean liked, boolean following) {}

    /** @param exposure the permission to report that it was watched */
    record Item(String exposure, String kind, ShownVideo video) {}

    private final JdbcClient jdbc;
    private final Cards cards;
    private final Likes likes;
    private final WatchRules rules;
    private final Showings showings;
    private final People people;

    Shelves(JdbcClient jdbc, Cards cards, Likes likes, WatchRules rules, Showings showings, People people) {
        this.jdbc = jdbc;
        this.cards = cards;
        this.likes = likes;
        this.rules = rules;
        this.showings = showings;
        this.people = people;
    }

    Slice<Item> ofPerson(Viewer viewer, UUID creator, @Nullable String cursor, int limit) {
        // videos_video_creator
        var ids = ids(viewer, cursor, limit, jdbc.sql("""
                SELECT v.id FROM videos_video v
                WHERE v.creator = :what AND v.state = 'public' AND NOT v.promotional
                  AND (:adult OR NOT v.adults_only OR v.creator = :viewer) AND v.creator <> ALL (:hidden) AND v.id < :before
                ORDER BY v.id DESC LIMIT :limit
                """).param("what", creator));
        return items(viewer, ids, limit, Surface.PROFILE);
    }

    Slice<Item> ofTag(Viewer viewer, String tag, @Nullable String cursor, int limit) {
        // videos_hashtag_tag_key, videos_video_hashtag_pkey backwards, videos_video_pkey
        var ids = ids(viewer, cursor, limit, jdbc.sql("""
                SELECT v.id FROM videos_hashtag h
                JOIN videos_video_hashtag vh ON vh.hashtag = h.id JOIN videos_video v ON v.id = vh.video
                WHERE h.tag = :what AND v.state = 'public' AND NOT v.promotional
                  AND (:adult OR NOT v.adults_only OR v.creator = :viewer) AND v.creator <> ALL (:hidden) AND vh.video < :before
                ORDER BY vh.video DESC LIMIT :limit
                """).param("what", Caption.spelling(tag)));
        return items(viewer, ids, limit, Surface.HASHTAG);
    }

    Slice<Item> ofSound(Viewer viewer, UUID sound, @Nullable String cursor, int limit) {
        // videos_video_sound
        var ids = ids(viewer, cursor, limit, jdbc.sql("""
                SELECT v.id FROM videos_video v
                WHERE v.sound = :what AND v.state = 'public' AND NOT v.promotional
                  AND (:adult OR NOT v.adults_only OR v.creator = :viewer) AND v.creator <> ALL (:hidden) AND v.id < :before
                ORDER BY v.id DESC LIMIT :limit
                """).param("what", sound));
        return items(viewer, ids, limit, Surface.SOUND);
    }

    Slice<Item> ofEffect(Viewer viewer, UUID effect, @Nullable String cursor, int limit) {
        // videos_video_effect
        var ids = ids(viewer, cursor, limit, jdbc.sql("""
                SELECT v.id FROM videos_video v
                WHERE v.effect = :what AND v.state = 'public' AND NOT v.promotional
                  AND (:adult OR NOT v.adults_only OR v.creator = :viewer) AND v.creator <> ALL (:hidden) AND v.id < :before
                ORDER BY v.id DESC LIMIT :limit
                """).param("what", effect));
        return items(viewer, ids, limit, Surface.PAGE);
    }

    /** One post on a page of its own. @throws Refused 404 if the viewer may not watch it */
    Item one(Viewer viewer, UUID video) {
        if (cards.facts(video).filter(facts -> rules.mayWatch(viewer, facts)).isEmpty()) {
            throw Refused.notFound();
        }
        return shown(viewer, cards.cards(List.of(video)), Surface.PAGE).stream()
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    private List<UUID> ids(Viewer viewer, @Nullable String cursor, int limit, JdbcClient.StatementSpec statement) {
        Slice.checkLimit(limit, MAX_LIMIT);
        return statement
                .param("adult", viewer.age().adult())
                .param("viewer", viewer.id())
                .param("hidden", rules.hidden(viewer).toArray(UUID[]::new))
                .param(
                        "before",
                        cursor == null ? NEWEST : Cursor.decode(cursor, 1).id(0))
                .param("limit", limit + 1)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /** The gates of other modules may still take some out: a page may then be shorter, the cursor goes on all the same. */
    private Slice<Item> items(Viewer viewer, List<UUID> ids, int limit, Surface surface) {
        var slice = Slice.of(ids, limit, last -> Cursor.of(last).encode());
        var facts = cards.facts(slice.items());
        var watchable = slice.items().stream()
                .filter(id -> {
                    var video = facts.get(id);
                    return video != null && rules.mayWatch(viewer, video);
                })
                .toList();
        return new Slice<>(shown(viewer, cards.cards(watchable), surface), slice.next());
    }

    private List<Item> shown(Viewer viewer, List<VideoCard> found, Surface surface) {
        var ids = found.stream().map(VideoCard::id).toList();
        var liked = viewer.signedIn() ? likes.of(viewer.id(), ids) : Set.<UUID>of();
        var following = viewer.signedIn() ? people.following(viewer.id()) : Set.<UUID>of();
        return found.stream()
                .map(card -> new Item(
                        showings.token(viewer, card, surface),
                        "video",
                        new ShownVideo(
                                card,
                                liked.contains(card.id()),
                                following.contains(card.creator().id()))))
                .toList();
    }
}
