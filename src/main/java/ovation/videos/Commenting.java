package ovation.videos;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.attention.AttentionType;
import ovation.base.Cursor;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.People;
import ovation.identity.Viewer;
import ovation.videos.Comments.Comment;
import ovation.videos.Videos.Creator;

/** Talking below a post. */
@Service
class Commenting {

    static final int MAX_CODE_POINTS = 500;
    private static final int A_MINUTE = 20;
    private static final UUID NEWEST = new UUID(-1, -1);
    private static final UUID OLDEST = new UUID(0, 0);

    /**
     * @param author null for a deleted account
     * @param deletable whether the viewer may delete it: his own, or below his post
     */
    record CommentView(
            UUID id,
            @Nullable UUID parent,
            @Nullable Creator author,
            String text,
            int replies,
            Instant createdAt,
            boolean deletable) {

        /** For drawing: tags and handles as links. */
        public List<Caption.Piece> pieces() {
            return new Caption(text).pieces();
        }
    }

    private final Comments comments;
    private final Posts posts;
    private final Likes counts;
    private final Cards cards;
    private final ReactingToVideos reacting;
    private final WatchRules rules;
    private final Showings showings;
    private final People people;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Commenting(
            Comments comments,
            Posts posts,
            Likes counts,
            Cards cards,
            ReactingToVideos reacting,
            WatchRules rules,
            Showings showings,
            People people,
            TransactionTemplate transaction,
            Clock clock) {
        this.comments = comments;
        this.posts = posts;
        this.counts = counts;
        this.cards = cards;
        this.reacting = reacting;
        this.rules = rules;
        this.showings = showings;
        this.people = people;
        this.transaction = transaction;
        this.clock = clock;
    }

    CommentView write(Viewer viewer, UUID video, String text, @Nullable UUID parent, @Nullable String exposure) {
        var person = viewer.person();
        var facts = reacting.watchable(viewer, video);
        var body = Caption.of(text, "text", MAX_CODE_POINTS, "comment_too_long").text();
        if (body.isEmpty()) {
            throw Refused.field("text", "comment_empty");
        }
        if (!posts.find(video).orElseThrow(Refused::notFound).commentsAllowed()) {
            throw Refused.because(VideoProblem.COMMENTS_CLOSED);
        }
        var now = clock.instant();
        if (comments.writtenSince(person, now.minus(Duration.ofMinutes(1))) >= A_MINUTE) {
            throw Refused.because(VideoProblem.TOO_MANY_COMMENTS);
        }
        var comment = new Comment(Ids.at(now), video, person, parent == null ? null : top(video, parent), body, 0, now);
        var counted = transaction.execute(_ -> {
            comments.add(comment);
            showings.record(viewer, AttentionType.COMMENTED, facts, exposure);
            return counts.count(video, 0, 1, 0);
        });
        cards.counted(video, counted);
        return views(viewer, facts.creator(), List.of(comment)).getFirst();
    }

    /** An answer to an answer hangs on the same comment. */
    private UUID top(UUID video, UUID parent) {
        var answered = comments.find(parent)
                .filter(found -> found.video().equals(video))
                .orElseThrow(() -> Refused.field("parent", "unknown_comment"));
        var above = answered.parent();
        return above == null ? answered.id() : above;
    }

    Slice<CommentView> of(Viewer viewer, UUID video, @Nullable String cursor, int limit) {
        var facts = reacting.watchable(viewer, video);
        var before = cursor == null ? NEWEST : Cursor.decode(cursor, 1).id(0);
        var rows = comments.of(video, before, limit + 1);
        return shown(viewer, facts.creator(), rows, limit);
    }

    Slice<CommentView> answers(Viewer viewer, UUID comment, @Nullable String cursor, int limit) {
        var parent = comments.find(comment).orElseThrow(Refused::notFound);
        var facts = reacting.watchable(viewer, parent.video());
        var after = cursor == null ? OLDEST : Cursor.decode(cursor, 1).id(0);
        return shown(viewer, facts.creator(), comments.answers(comment, after, limit + 1), limit);
    }

    /** By its author, or by whoever made the post. */
    void delete(Viewer viewer, UUID id) {
        var person = viewer.person();
        var comment = comments.find(id).orElseThrow(Refused::notFound);
        var post = posts.find(comment.video()).orElseThrow(Refused::notFound);
        if (!person.equals(comment.author()) && !person.equals(post.creator())) {
            throw Refused.notFound();
        }
        var counted = transaction.execute(_ -> counts.count(post.id(), 0, -comments.delete(comment), 0));
        cards.counted(post.id(), counted);
    }

    private Slice<CommentView> shown(Viewer viewer, UUID creator, List<Comment> rows, int limit) {
        var slice = Slice.of(rows, limit, last -> Cursor.of(last.id()).encode());
        var hidden = rules.hidden(viewer);
        var visible = slice.items().stream()
                .filter(comment -> comment.author() == null || !hidden.contains(comment.author()))
                .toList();
        return new Slice<>(views(viewer, creator, visible), slice.next());
    }

    private List<CommentView> views(Viewer viewer, UUID creator, List<Comment> rows) {
        var authors = people.cards(rows.stream()
                .map(Comment::author)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList());
        return rows.stream()
                .map(comment -> {
                    var card = comment.author() == null ? null : authors.get(comment.author());
                    var mine = viewer.signedIn()
                            && (viewer.id().equals(comment.author())
                                    || viewer.id().equals(creator));
                    return new CommentView(
                            comment.id(),
                            comment.parent(),
                            card == null ? null : new Creator(card.id(), card.handle(), card.name(), card.avatarUrl()),
                            comment.body(),
                            comment.replies(),
                            comment.createdAt(),
                            mine);
                })
                .toList();
    }
}
