package ovation.feed;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import ovation.base.Cursor;
import ovation.base.Slice;
import ovation.identity.People;
import ovation.identity.Viewer;

/** The latest of whom one follows, newest first: no ranking at all. */
@Service
class FollowingFeed {

    private static final Comparator<Clip> NEWEST = Comparator.comparing(
                    (Clip clip) -> clip.facts().publishedAt())
            .thenComparing(clip -> clip.facts().id())
            .reversed();

    private final Clips clips;
    private final People people;

    FollowingFeed(Clips clips, People people) {
        this.clips = clips;
        this.people = people;
    }

    Slice<Pick> page(Viewer viewer, @Nullable String cursor, int limit) {
        var creators = people.following(viewer.person());
        var position = cursor == null ? null : Cursor.decode(cursor, 2);
        Stream<Clip> theirs = creators.stream()
                .flatMap(creator -> clips.lists().byCreator().getOrDefault(creator, List.of()).stream());
        if (position != null) {
            var at = position.instant(0);
            var id = position.id(1);
            theirs = theirs.filter(clip -> {
                var order = clip.facts().publishedAt().compareTo(at);
                return order < 0 || (order == 0 && clip.facts().id().compareTo(id) < 0);
            });
        }
        var page = theirs.sorted(NEWEST).limit(limit + 1L).toList();
        return Slice.of(page, limit, clip -> Cursor.of(
                                clip.facts().publishedAt().toEpochMilli(),
                                clip.facts().id())
                        .encode())
                .map(clip -> Pick.of(clip, 0, List.of(new Why("following", "", 0))));
    }
}
