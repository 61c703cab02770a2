package ovation.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import ovation.attention.AttentionIntake;
import ovation.attention.AttentionIntake.Origin;
import ovation.attention.AttentionIntake.Report;
import ovation.attention.AttentionType;
import ovation.base.Ids;
import ovation.feed.FeedItem;
import ovation.feed.Feeds;
import ovation.identity.Viewer;

/**
 * One scripted viewer with a taste: what has his tags he watches to the end, the rest he leaves, and now and then he does
 * otherwise. Opens a page of the feed, and after some minutes reports what he watched.
 */
final class Audience {

    private static final Origin BROWSER = new Origin("Mozilla/5.0 (demo audience)", false);
    private static final int PAGE = 8;

    private final Viewer viewer;
    private final Set<String> taste;
    private final Random random;
    private List<FeedItem> page = List.of();

    Audience(Viewer viewer, Set<String> taste, long seed) {
        this.viewer = viewer;
        this.taste = taste;
        this.random = new Random(seed);
    }

    Viewer viewer() {
        return viewer;
    }

    void open(Feeds feeds) {
        page = feeds.forYou(viewer, PAGE, Locale.ENGLISH).items();
    }

    /** @return the clips he liked, in case he says so */
    List<UUID> watch(AttentionIntake intake, java.time.Clock clock) {
        var reports = new ArrayList<Report>();
        var liked = new ArrayList<UUID>();
        for (var item : page) {
            var share = shareWatched(item);
            var watched = (long) (share * item.video().durationMillis());
            reports.add(new Report(Ids.next(clock), item.exposure(), AttentionType.SHOWN, 0));
            reports.add(new Report(Ids.next(clock), item.exposure(), AttentionType.WATCHED, watched));
            if (item.ad() != null && random.nextInt(22) == 0) {
                reports.add(new Report(Ids.next(clock), item.exposure(), AttentionType.CLICKED, 0));
            }
            if (item.ad() == null && share > 0.9 && random.nextInt(5) == 0) {
                liked.add(item.video().id());
            }
            if (share < 0.15 && random.nextInt(25) == 0) {
                reports.add(new Report(Ids.next(clock), item.exposure(), AttentionType.NOT_INTERESTED, 0));
            }
        }
        page = List.of();
        intake.take(viewer.id(), BROWSER, reports);
        return liked;
    }

    private double shareWatched(FeedItem item) {
        var matching = item.video().hashtags().stream().anyMatch(taste::contains);
        var mean = item.ad() != null ? 0.45 : matching ? 0.95 : 0.4;
        return Math.clamp(mean + 0.3 * random.nextGaussian(), 0.05, 1.6);
    }
}
