package ovation.videos;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.People;
import ovation.media.MediaStore;
import ovation.media.RenditionReady;
import ovation.videos.Post.Counts;
import ovation.videos.Post.State;
import ovation.videos.Videos.NewVideo;

/** From a clip to a post: now if the clip plays already, by itself as soon as it does. */
@Service
class PublishingVideos {

    private static final Logger log = LoggerFactory.getLogger(PublishingVideos.class);

    /** @param publish true makes it public, or as soon as it can be; false takes it back; null leaves it */
    record Edit(
            @Nullable String caption,
            @Nullable Boolean commentsAllowed,
            @Nullable Boolean adultsOnly,
            @Nullable Boolean publish) {}

    private final Posts posts;
    private final Sounds sounds;
    private final Effects effects;
    private final MediaStore media;
    private final People people;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PublishingVideos(
            Posts posts,
            Sounds sounds,
            Effects effects,
            MediaStore media,
            People people,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.posts = posts;
        this.sounds = sounds;
        this.effects = effects;
        this.media = media;
        this.people = people;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    UUID create(UUID creator, String region, NewVideo video, boolean publish) {
        try {
            return transaction.execute(_ -> created(creator, region, video, publish));
        } catch (DuplicateKeyException atTheSameTime) {
            throw Refused.because(VideoProblem.ASSET_USED);
        }
    }

    private UUID created(UUID creator, String region, NewVideo video, boolean publish) {
        var caption = Caption.of(video.caption(), "caption", Caption.MAX_CODE_POINTS, "caption_too_long");
        var title = video.soundTitle() == null
                ? null
                : Caption.of(video.soundTitle(), "soundTitle", Sounds.MAX_TITLE_CODE_POINTS, "title_too_long")
                        .text();
        var asset = media.find(video.asset())
                .filter(found -> found.owner().equals(creator))
                .orElseThrow(Refused::notFound);
        if (asset.state() == MediaStore.State.REFUSED) {
            throw Refused.because(VideoProblem.ASSET_REFUSED);
        }
        if (posts.ofAsset(asset.id()).isPresent()) {
            throw Refused.because(VideoProblem.ASSET_USED);
        }
        var sound = video.sound() == null
                ? null
                : sounds.find(video.sound()).orElseThrow(() -> Refused.field("sound", "unknown_sound"));
        var effect = video.effect() == null ? null : stamp(video.effect(), region);
        var now = clock.instant();
        var post = new Post(
                Ids.at(now),
                creator,
                asset.id(),
                caption,
                caption.tags(),
                sound == null ? null : new Videos.Sound(sound.id(), sound.title()),
                effect,
                video.commentsAllowed(),
                video.adultsOnly(),
                video.promotional(),
                State.DRAFT,
                publish,
                region,
                asset.durationMillis(),
                now,
                null,
                new Counts(0, 0, 0));
        posts.add(post, title == null || title.isEmpty() ? null : title);
        label(post.id(), caption);
        if (publish && asset.state() == MediaStore.State.READY) {
            publish(post, asset);
        }
        return post.id();
    }

    private Videos.Stamp stamp(UUID id, String region) {
        return effects.find(id)
                .filter(effect -> effects.mayUse(id, region))
                .map(effect -> new Videos.Stamp(id, effect.name(), effect.icon(), effect.sponsor()))
                .orElseThrow(() -> Refused.field("effect", "effect_not_offered"));
    }

    void edit(UUID creator, UUID id, Edit edit) {
        transaction.executeWithoutResult(_ -> {
            var post = posts.lockOwn(creator, id).orElseThrow(Refused::notFound);
            var caption = edit.caption() == null
                    ? post.caption()
                    : Caption.of(edit.caption(), "caption", Caption.MAX_CODE_POINTS, "caption_too_long");
            var comments = edit.commentsAllowed() == null ? post.commentsAllowed() : edit.commentsAllowed();
            var adults = edit.adultsOnly() == null ? post.adultsOnly() : edit.adultsOnly();
            posts.edit(id, caption, comments, adults);
            label(id, caption);
            if (edit.publish() != null) {
                show(post, edit.publish());
            }
            events.publishEvent(new VideoChanged(id));
        });
    }

    private void show(Post post, boolean publish) {
        if (!publish) {
            posts.become(post.id(), post.publishedAt() == null ? State.DRAFT : State.HIDDEN, false);
            return;
        }
        var asset = media.find(post.asset()).orElseThrow(Refused::notFound);
        switch (asset.state()) {
            case READY -> publish(post, asset);
            case REFUSED -> throw Refused.because(VideoProblem.ASSET_REFUSED);
            case UPLOADING, PROCESSING -> posts.become(post.id(), State.DRAFT, true);
        }
    }

    void delete(UUID creator, UUID id) {
        transaction.executeWithoutResult(_ -> {
            var post = posts.lockOwn(creator, id).orElseThrow(Refused::notFound);
            var sound = post.sound();
            if (sound != null && post.publishedAt() != null) {
                sounds.used(sound.id(), -1);
            }
            posts.delete(id);
            media.delete(post.asset());
            events.publishEvent(new VideoChanged(id));
        });
    }

    /** Runs inside the transaction that makes the clip playable: the post appears with it. */
    @EventListener
    void on(RenditionReady ready) {
        transaction.executeWithoutResult(
                _ -> posts.waitingFor(ready.asset()).flatMap(posts::find).ifPresent(post -> media.find(ready.asset())
                        .filter(asset -> asset.state() == MediaStore.State.READY)
                        .ifPresent(asset -> publish(post, asset))));
    }

    /** A post that was written while its clip became ready has missed the event. */
    @Scheduled(fixedDelay = 5_000)
    void publishMissed() {
        for (var post : posts.findAll(posts.waiting()).values()) {
            on(new RenditionReady(post.asset()));
        }
    }

    private void publish(Post post, MediaStore.Asset asset) {
        var sound = post.sound() == null ? null : post.sound().id();
        if (sound == null && asset.hasAudio()) {
            sound = sounds.add(soundTitle(post), post.creator(), post.id());
        }
        if (sound != null && post.publishedAt() == null) {
            sounds.used(sound, 1);
        }
        posts.publish(post.id(), sound, asset.durationMillis(), clock.instant());
        var effect = post.effect();
        if (effect != null && post.publishedAt() == null) {
            events.publishEvent(new MadeWithEffect(post.id(), effect.id(), post.creator(), post.region()));
        }
        log.debug("Post {} is public", post.id());
        events.publishEvent(new VideoChanged(post.id()));
    }

    private String soundTitle(Post post) {
        return posts.soundTitle(post.id())
                .orElseGet(() -> "Original sound – "
                        + people.card(post.creator())
                                .map(People.PersonCard::name)
                                .orElse("unknown"));
    }

    private void label(UUID id, Caption caption) {
        posts.tag(id, caption.tags(), clock.instant());
        var mentioned = new LinkedHashSet<UUID>();
        for (var handle : caption.handles().stream().limit(Caption.MAX_MENTIONS).toList()) {
            people.byHandle(handle).ifPresent(person -> mentioned.add(person.id()));
        }
        posts.mention(id, List.copyOf(mentioned));
    }
}
