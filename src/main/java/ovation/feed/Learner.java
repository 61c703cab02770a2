package ovation.feed;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionListener;
import ovation.attention.AttentionType;
import ovation.attention.Exposure;
import ovation.base.SubjectRef;

/**
 * Learns from each event as it comes, and from the past in the same way at start: predict first, then update. A showing
 * teaches the heads once it is over; counts, tastes and what is watched together move with every report.
 */
@Component
class Learner implements AttentionListener {

    /** From this quantile on a clip was watched gladly. */
    private static final double GLAD = 0.55;

    private static final int SKIP_MILLIS = 2_000;
    private static final int TOGETHER = 3;

    private final Clips clips;
    private final Tastes tastes;
    private final Model model;
    private final Resets resets;

    Learner(Clips clips, Tastes tastes, Model model, Resets resets) {
        this.resets = resets;
        this.clips = clips;
        this.tastes = tastes;
        this.model = model;
    }

    @Override
    public String name() {
        return "feed";
    }

    @Override
    public Duration memory() {
        return Duration.ofDays(30);
    }

    @Override
    public void hear(List<AttentionEvent> events, boolean live) {
        events.forEach(this::learn);
        clips.touched();
        if (!live) {
            clips.sort();
        }
    }

    private void learn(AttentionEvent event) {
        var exposure = event.exposure();
        if (event.marked() || event.at().isBefore(resets.of(exposure.viewer()))) {
            return;
        }
        if (event.type() == AttentionType.FOLLOWED && exposure.subject().is(SubjectRef.PERSON)) {
            followed(exposure);
        }
        if (!exposure.subject().is(SubjectRef.VIDEO)) {
            return;
        }
        var clip = clips.any(exposure.subject().id());
        if (clip == null) {
            return;
        }
        var taste = tastes.of(exposure.viewer(), exposure.visitor());
        var now = event.at().toEpochMilli();
        synchronized (taste) {
            switch (event.type()) {
                case SHOWN -> shown(taste, clip, exposure.id(), now);
                case WATCHED -> watched(taste, clip, event, now);
                case LIKED -> liked(taste, clip, true, now);
                case UNLIKED -> liked(taste, clip, false, now);
                case COMMENTED -> {
                    happened(taste, clip, Signal.COMMENT);
                    clip.wasCommented(now);
                    taste.lean(clip, 1.0, now);
                }
                case SHARED -> {
                    happened(taste, clip, Signal.SHARE);
                    clip.wasShared(now);
                    taste.lean(clip, 1.5, now);
                }
                case PROFILE_OPENED -> taste.lean(clip, 0.3, now);
                case NOT_INTERESTED, REPORTED -> {
                    happened(taste, clip, Signal.NOT_INTERESTED);
                    taste.refuse(clip, now);
                    taste.lean(clip, -2.5, now);
                }
                case FOLLOWED, UNFOLLOWED, CLICKED, CONVERTED, VIEWABLE, OPENED, USED -> {
                    // says nothing about the clip
                }
            }
        }
    }

    /** Following somebody while his clip is on screen is what the clip has done. */
    private void followed(Exposure exposure) {
        var taste = tastes.of(exposure.viewer(), exposure.visitor());
        synchronized (taste) {
            var watching = taste.watchingBy(exposure.subject().id());
            if (watching != null) {
                watching.happened.add(Signal.FOLLOW);
            }
        }
    }

    private void shown(Taste taste, Clip clip, UUID exposure, long now) {
        taste.endOthers(exposure).forEach(this::over);
        if (taste.watching(exposure) != null) {
            return;
        }
        var features = model.features(clip, taste, now);
        taste.saw(clip);
        clip.wasShown();
        var eldest = taste.begin(exposure, new Taste.Watching(clip, features));
        if (eldest != null) {
            over(eldest);
        }
    }

    private void watched(Taste taste, Clip clip, AttentionEvent event, long now) {
        var watching = taste.watching(event.exposure().id());
        if (watching == null) {
            shown(taste, clip, event.exposure().id(), now);
            watching = taste.watching(event.exposure().id());
        }
        if (watching == null || event.watchedMillis() <= watching.watchedMillis) {
            return;
        }
        var quantile = model.groups().quantile(clip.facts().durationMillis(), event.watchedMillis());
        var change = quantile - watching.quantile;
        watching.watchedMillis = event.watchedMillis();
        watching.quantile = quantile;
        clip.wasWatched(change, now);
        taste.lean(clip, 1.2 * change, now);
        if (quantile >= GLAD && !watching.gladly) {
            watching.gladly = true;
            watchedGladly(taste, clip, now);
        }
    }

    private void watchedGladly(Taste taste, Clip clip, long now) {
        var gap = 1;
        for (var earlier : taste.glad(TOGETHER)) {
            if (earlier != clip.index) {
                clips.at(earlier).leadsTo(clip.index, gap++, now);
            }
        }
        taste.watchedGladly(clip);
    }

    private void liked(Taste taste, Clip clip, boolean likes, long now) {
        if (taste.likes(clip) == likes) {
            return;
        }
        taste.liked(clip, likes);
        clip.wasLiked(likes ? 1 : -1, now);
        taste.lean(clip, likes ? 1 : -1, now);
        if (likes) {
            happened(taste, clip, Signal.LIKE);
            watchedGladly(taste, clip, now);
        }
    }

    private static void happened(Taste taste, Clip clip, Signal signal) {
        var watching = taste.watching(clip);
        if (watching != null) {
            watching.happened.add(signal);
        }
    }

    /** A showing is over: now its outcome is known. */
    private void over(Taste.Watching watching) {
        model.groups().learn(watching.clip.facts().durationMillis(), watching.watchedMillis);
        for (var signal : Signal.values()) {
            var outcome =
                    switch (signal) {
                        case WATCH -> watching.quantile;
                        case SKIP -> watching.watchedMillis < SKIP_MILLIS ? 1.0 : 0.0;
                        case LIKE, COMMENT, SHARE, FOLLOW, NOT_INTERESTED ->
                            watching.happened.contains(signal) ? 1.0 : 0.0;
                    };
            model.heads().learn(signal, watching.features, outcome);
        }
        if (watching.watchedMillis < SKIP_MILLIS) {
            // Shown and left: the strongest thing most viewers ever say.
            watching.clip.wasWatched(-Math.min(0.2, watching.quantile), 0);
        }
    }
}
