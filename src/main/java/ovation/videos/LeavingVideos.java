package ovation.videos;

import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.identity.PersonLeft;

/** Somebody deletes the account: the posts and their files go, what was said to others stays without a name. */
@Service
class LeavingVideos {

    private final Posts posts;
    private final PublishingVideos publishing;
    private final Likes likes;
    private final Comments comments;
    private final Sounds sounds;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    LeavingVideos(
            Posts posts,
            PublishingVideos publishing,
            Likes likes,
            Comments comments,
            Sounds sounds,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.posts = posts;
        this.publishing = publishing;
        this.likes = likes;
        this.comments = comments;
        this.sounds = sounds;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** In the transaction that deletes the account. */
    @EventListener
    void on(PersonLeft left) {
        transaction.executeWithoutResult(_ -> forget(left.person()));
    }

    private void forget(UUID person) {
        posts.allOf(person).forEach(video -> publishing.delete(person, video));
        comments.forgetAuthor(person);
        likes.removeAll(person);
        sounds.forgetCreator(person);
        // videos_mention_person, videos_share_person
        jdbc.sql("DELETE FROM videos_mention WHERE person = :person")
                .param("person", person)
                .update();
        jdbc.sql("UPDATE videos_share SET person = NULL WHERE person = :person")
                .param("person", person)
                .update();
    }
}
