package ovation.ads.promo;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ovation.attention.AttentionBook;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionType;
import ovation.attention.Surface;
import ovation.base.Cursor;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Viewer;

/** What is bought and the posts that belong to it, as the kinds read it. */
@Component
public class Promotions {

    private static final int MAX_PAGE = 100;

    private final PromotionRows rows;
    private final PostRows posts;
    private final PromotionBoard board;
    private final AttentionBook book;
    private final Clock clock;

    Promotions(PromotionRows rows, PostRows posts, PromotionBoard board, AttentionBook book, Clock clock) {
        this.rows = rows;
        this.posts = posts;
        this.board = board;
        this.book = book;
        this.clock = clock;
    }

    public Optional<Promotion> find(UUID id) {
        return rows.find(id);
    }

    /** By id. */
    public Map<UUID, Promotion> findAll(Collection<UUID> ids) {
        return rows.findAll(ids).stream()
                .collect(java.util.stream.Collectors.toMap(Promotion::id, promotion -> promotion));
    }

    /** The places that it has bought, each once. */
    public List<String> places(UUID id) {
        return rows.slots(id).stream().map(PromotionRows.Slot::place).distinct().toList();
    }

    public List<String> markets(UUID id) {
        return rows.slots(id).stream()
                .map(PromotionRows.Slot::market)
                .distinct()
                .sorted()
                .toList();
    }

    /** A moderator's decision: what is rejected is off the air within a second, its money stays until the end. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void onAir(UUID id, boolean onAir) {
        rows.onAir(id, onAir);
        rows.changed();
    }

    /** @param state null for all that are not withdrawn */
    public Slice<PromotedPost> posts(UUID id, @Nullable String state, @Nullable String cursor, int limit) {
        Slice.checkLimit(limit, MAX_PAGE);
        if (state != null && !state.equals("withdrawn") && !SortingPosts.STATES.contains(state)) {
            throw Refused.field("state", "not_offered");
        }
        var before = cursor == null ? null : Cursor.decode(cursor, 1).id(0);
        return Slice.of(posts.list(id, state, before, limit + 1), limit, last -> Cursor.of(last.video())
                .encode());
    }

    public List<PromotedPost> leading(UUID id, int limit) {
        return posts.leading(id, limit);
    }

    /** Newest first, in whatever promotion. */
    public List<PromotedPost> ofCreator(UUID creator, int limit) {
        return posts.ofCreator(creator, limit);
    }

    /** How many posts there are in each state. */
    public Map<String, Long> counts(UUID id) {
        return posts.counts(id);
    }

    /** The page of its sound was opened, by whomever; written into the attention book, from where the report counts it. */
    @Transactional
    public void soundPageOpened(Promotion promotion, Viewer viewer) {
        var now = clock.instant();
        var exposure = ShowingPlaces.exposure(promotion, PromotionClaim.SOUND_PAGE, viewer, Surface.SOUND, now);
        book.record(List.of(new AttentionEvent(Ids.at(now), AttentionType.SHOWN, exposure, 0, now, 0)));
    }

    /** Those that run now, from memory. */
    public List<Promotion> running(java.time.Instant at) {
        return board.running(at);
    }
}
