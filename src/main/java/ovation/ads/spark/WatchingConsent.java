package ovation.ads.spark;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.identity.People;
import ovation.identity.PersonLeft;
import ovation.identity.RelationsChanged;
import ovation.videos.VideoChanged;
import ovation.videos.Videos;

/**
 * Ends consent that is taken back without a word: the post is hidden or deleted, one of the two has blocked the other, the
 * creator leaves. This node has stopped serving already (every serving asks); the row that ends the code stops the others.
 */
@Component
class WatchingConsent {

    private final SparkCodes codes;
    private final MakingSparkCodes making;
    private final Videos videos;
    private final People people;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile Changed fresh = new Changed();
    private volatile Changed ripe = new Changed();

    WatchingConsent(
            SparkCodes codes,
            MakingSparkCodes making,
            Videos videos,
            People people,
            TransactionTemplate transaction,
            Clock clock) {
        this.codes = codes;
        this.making = making;
        this.videos = videos;
        this.people = people;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Changed(Set<UUID> videos, Set<UUID> people) {

        Changed() {
            this(ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void changed(VideoChanged changed) {
        fresh.videos().add(changed.video());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void changed(RelationsChanged changed) {
        fresh.people().add(changed.person());
    }

    /** In the transaction that deletes the account. */
    @EventListener
    void left(PersonLeft left) {
        transaction.executeWithoutResult(
                _ -> making.end(codes.ofCreator(left.person(), Integer.MAX_VALUE), "left", left.person()));
    }

    /** What changed before the last look: caches that forget with the same commit have forgotten by now. */
    @Scheduled(fixedDelay = 150)
    void look() {
        var now = ripe;
        ripe = fresh;
        fresh = new Changed();
        now.videos().forEach(this::lookAtPost);
        if (!now.people().isEmpty()) {
            lookAtPeople(now.people());
        }
    }

    private void lookAtPost(UUID video) {
        if (videos.facts(video).isPresent()) {
            return;
        }
        var standing = codes.ofVideo(video, Integer.MAX_VALUE).stream()
                .filter(code -> code.standsAt(clock.instant()))
                .toList();
        if (!standing.isEmpty()) {
            transaction.executeWithoutResult(
                    _ -> making.end(standing, "post_gone", standing.getFirst().creator()));
        }
    }

    private void lookAtPeople(Set<UUID> changed) {
        for (var code : codes.live()) {
            var advertiser = code.redeemedBy();
            if (advertiser == null || !changed.contains(code.creator()) && !changed.contains(advertiser)) {
                continue;
            }
            if (people.hiddenFrom(code.creator()).contains(advertiser)) {
                var by = changed.contains(code.creator()) ? code.creator() : advertiser;
                transaction.executeWithoutResult(_ -> making.end(java.util.List.of(code), "blocked", by));
            }
        }
    }
}
