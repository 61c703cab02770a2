package ovation.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.attention.AttentionBook;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionType;
import ovation.attention.Exposure;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;

/** Who follows and who blocks whom. Asking twice changes nothing the second time. */
@Service
class Relations {

    private static final int MOST_FOLLOWED = 10_000;

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final AttentionBook attention;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final LoadingCache<UUID, Set<UUID>> following;
    private final LoadingCache<UUID, Set<UUID>> hidden;
    private final LoadingCache<UUID, Long> followers;

    Relations(
            JdbcClient jdbc,
            Accounts accounts,
            AttentionBook attention,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.attention = attention;
        this.events = events;
        this.clock = clock;
        var caches = Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofSeconds(30));
        this.following = caches.build(this::readFollowing);
        this.hidden = caches.build(this::readHidden);
        this.followers = caches.build(this::countFollowers);
    }

    @Transactional
    public void follow(UUID person, UUID followed) {
        checkOther(person, followed);
        if (following(person).size() >= MOST_FOLLOWED) {
            throw Refused.field("id", "too_many_followed");
        }
        if (hiddenFrom(person).contains(followed)) {
            throw Refused.because(IdentityProblem.BLOCKED);
        }
        var made = jdbc.sql("""
                INSERT INTO identity_follow (person, followed, since) VALUES (:person, :followed, :now)
                ON CONFLICT DO NOTHING
                """)
                .param("person", person)
                .param("followed", followed)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (made == 1) {
            note(person, followed, AttentionType.FOLLOWED);
            changed(person, followed);
        }
    }

    @Transactional
    public void unfollow(UUID person, UUID followed) {
        if (deleteFollow(person, followed) == 1) {
            note(person, followed, AttentionType.UNFOLLOWED);
            changed(person, followed);
        }
    }

    /** Who blocks somebody also ends the following, both ways. */
    @Transactional
    public void block(UUID person, UUID blocked) {
        checkOther(person, blocked);
        var made = jdbc.sql("""
                INSERT INTO identity_block (person, blocked, since) VALUES (:person, :blocked, :now)
                ON CONFLICT DO NOTHING
                """)
                .param("person", person)
                .param("blocked", blocked)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (made == 1) {
            unfollow(person, blocked);
            unfollow(blocked, person);
            changed(person, blocked);
        }
    }

    @Transactional
    public void unblock(UUID person, UUID blocked) {
        var gone = jdbc.sql("DELETE FROM identity_block WHERE person = :person AND blocked = :blocked")
                .param("person", person)
                .param("blocked", blocked)
                .update();
        if (gone == 1) {
            changed(person, blocked);
        }
    }

    /** Ends all relations of somebody who leaves. */
    @Transactional
    public void forget(UUID person) {
        var others = jdbc.sql("""
                DELETE FROM identity_follow WHERE person = :person OR followed = :person
                RETURNING CASE WHEN person = :person THEN followed ELSE person END AS other
                """)
                .param("person", person)
                .query((row, number) -> row.getObject("other", UUID.class))
                .list();
        jdbc.sql("DELETE FROM identity_block WHERE person = :person OR blocked = :person")
                .param("person", person)
                .update();
        AfterCommit.run(() -> {
            others.forEach(this::drop);
            drop(person);
        });
    }

    Set<UUID> following(UUID person) {
        return following.get(person);
    }

    Set<UUID> hiddenFrom(UUID person) {
        return hidden.get(person);
    }

    long followers(UUID person) {
        return followers.get(person);
    }

    /** Whom the person blocked, the latest first; served by the primary key. */
    List<UUID> blockedBy(UUID person) {
        return jdbc.sql("SELECT blocked FROM identity_block WHERE person = :person ORDER BY since DESC LIMIT 1000")
                .param("person", person)
                .query((row, number) -> row.getObject("blocked", UUID.class))
                .list();
    }

    private void checkOther(UUID person, UUID other) {
        if (person.equals(other)) {
            throw Refused.because(IdentityProblem.NOT_YOURSELF);
        }
        if (accounts.find(other).isEmpty()) {
            throw Refused.notFound();
        }
    }

    private int deleteFollow(UUID person, UUID followed) {
        return jdbc.sql("DELETE FROM identity_follow WHERE person = :person AND followed = :followed")
                .param("person", person)
                .param("followed", followed)
                .update();
    }

    private void note(UUID person, UUID other, AttentionType type) {
        var now = clock.instant();
        var subject = SubjectRef.person(other);
        var exposure = new Exposure(Ids.at(now), person, false, subject, other, Surface.PAGE, false, 0, now, "");
        attention.record(List.of(new AttentionEvent(Ids.at(now), type, exposure, 0, now, 0)));
    }

    private void changed(UUID person, UUID other) {
        events.publishEvent(new RelationsChanged(person));
        AfterCommit.run(() -> {
            drop(person);
            drop(other);
        });
    }

    private void drop(UUID person) {
        following.invalidate(person);
        hidden.invalidate(person);
        followers.invalidate(person);
    }

    /** Served by the primary key of {@code identity_follow}. */
    private Set<UUID> readFollowing(UUID person) {
        return Set.copyOf(jdbc.sql("SELECT followed FROM identity_follow WHERE person = :person")
                .param("person", person)
                .query(UUID.class)
                .list());
    }

    /** Served by the primary key of {@code identity_block} and by {@code identity_block_by_blocked}. */
    private Set<UUID> readHidden(UUID person) {
        return Set.copyOf(
                jdbc.sql("""
                SELECT blocked FROM identity_block WHERE person = :person
                UNION
                SELECT person FROM identity_block WHERE blocked = :person
                """).param("person", person).query(UUID.class).list());
    }

    /** Served by {@code identity_follow_by_followed}. */
    private long countFollowers(UUID person) {
        return jdbc.sql("SELECT count(*) FROM identity_follow WHERE followed = :person")
                .param("person", person)
                .query(Long.class)
                .single();
    }
}
