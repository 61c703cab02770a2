package ovation.videos;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.attention.AttentionType;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.videos.Post.Counts;
import ovation.videos.Videos.VideoFacts;

/** Likes and shares: the row, the count and the line in the attention book are one transaction. */
@Service
class ReactingToVideos {

    private final Likes likes;
    private final Cards cards;
    private final WatchRules rules;
    private final Showings showings;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReactingToVideos(
            Likes likes,
            Cards cards,
            WatchRules rules,
            Showings showings,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.likes = likes;
        this.cards = cards;
        this.rules = rules;
        this.showings = showings;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What the viewer may react to. @throws Refused 404 for what he may not watch */
    VideoFacts watchable(Viewer viewer, UUID video) {
        return cards.facts(video).filter(facts -> rules.mayWatch(viewer, facts)).orElseThrow(Refused::notFound);
    }

    Counts like(Viewer viewer, UUID video, @Nullable String exposure) {
        var person = viewer.person();
        var facts = watchable(viewer, video);
        return counted(video, () -> {
            var news = likes.add(person, video, clock.instant());
            if (news) {
                showings.record(viewer, AttentionType.LIKED, facts, exposure);
            }
            return likes.count(video, news ? 1 : 0, 0, 0);
        });
    }

    Counts unlike(Viewer viewer, UUID video, @Nullable String exposure) {
        var person = viewer.person();
        var facts = watchable(viewer, video);
        return counted(video, () -> {
            var was = likes.remove(person, video);
            if (was) {
                showings.record(viewer, AttentionType.UNLIKED, facts, exposure);
            }
            return likes.count(video, was ? -1 : 0, 0, 0);
        });
    }

    /** Anybody may take the link along; those with an account are counted. */
    Counts share(Viewer viewer, UUID video, @Nullable String exposure) {
        var facts = watchable(viewer, video);
        return counted(video, () -> {
            var now = clock.instant();
            jdbc.sql("INSERT INTO videos_share (id, video, person, shared_at) VALUES (:id, :video, :person, :now)")
                    .param("id", Ids.at(now))
                    .param("video", video)
                    .param("person", viewer.signedIn() ? viewer.id() : null)
                    .param("now", Timestamp.from(now))
                    .update();
            showings.record(viewer, AttentionType.SHARED, facts, exposure);
            return likes.count(video, 0, 0, viewer.signedIn() ? 1 : 0);
        });
    }

    private Counts counted(UUID video, java.util.function.Supplier<Counts> work) {
        var counts = transaction.execute(_ -> work.get());
        cards.counted(video, counts);
        return counts;
    }
}
