package ovation.ads;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionListener;
import ovation.attention.AttentionType;
import ovation.base.SubjectRef;
import ovation.videos.Videos;

/** What people watched and liked within thirty days, in memory: when each did something with a clip, creator or hashtag last. */
@Component
class Behaviours implements AttentionListener {

    /** The oldest are forgotten first. */
    private static final int MOST_THINGS = 600;

    private final Videos videos;
    private final Cache<UUID, Map<String, Instant>> people = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofDays(30))
            .build();
    private final Cache<UUID, List<String>> tags = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    Behaviours(Videos videos) {
        this.videos = videos;
    }

    @Override
    public String name() {
        return "ads-behaviours";
    }

    @Override
    public Duration memory() {
        return Duration.ofDays(30);
    }

    @Override
    public void hear(List<AttentionEvent> events, boolean live) {
        for (var event : events) {
            var exposure = event.exposure();
            // Of visitors nobody knows the age; what is paid for is no sign of taste.
            if (event.marked()
                    || exposure.visitor()
                    || exposure.paid()
                    || !exposure.subject().is(SubjectRef.VIDEO)) {
                continue;
            }
            if (event.type() == AttentionType.LIKED) {
                remember("liked", event);
            } else if (event.type() == AttentionType.WATCHED
                    && Billing.isView(event.watchedMillis(), exposure.durationMillis())) {
                remember("watched", event);
            }
        }
    }

    private void remember(String deed, AttentionEvent event) {
        var video = event.exposure().subject().id();
        var things = new ArrayList<String>();
        things.add(deed + ":video:" + video);
        things.add(deed + ":creator:" + event.exposure().owner());
        for (var tag : tags.get(video, this::tagsOf)) {
            things.add(deed + ":tag:" + tag);
        }
        var known = people.get(event.exposure().viewer(), id -> new LinkedHashMap<>());
        synchronized (known) {
            for (var thing : things) {
                known.remove(thing);
                known.put(thing, event.at());
            }
            var oldest = known.keySet().iterator();
            for (var over = known.size() - MOST_THINGS; over > 0; over--) {
                oldest.next();
                oldest.remove();
            }
        }
    }

    private List<String> tagsOf(UUID video) {
        return videos.facts(video).map(Videos.VideoFacts::tags).orElse(List.of());
    }

    /** Which of these the person did: each is a thing and within how many days, for example {@code liked:tag:coats:7}. */
    List<String> of(UUID person, Set<String> asked, Instant at) {
        var known = people.getIfPresent(person);
        if (known == null) {
            return List.of();
        }
        var done = new ArrayList<String>();
        synchronized (known) {
            if (asked.size() <= known.size() * WINDOWS.size()) {
                for (var ask : asked) {
                    var colon = ask.lastIndexOf(':');
                    var last = known.get(ask.substring(0, colon));
                    if (last != null && within(last, Integer.parseInt(ask.substring(colon + 1)), at)) {
                        done.add(ask);
                    }
                }
            } else {
                known.forEach((thing, last) -> WINDOWS.forEach(days -> {
                    if (within(last, days, at) && asked.contains(thing + ":" + days)) {
                        done.add(thing + ":" + days);
                    }
                }));
            }
        }
        return done;
    }

    private static final List<Integer> WINDOWS = List.of(1, 3, 7, 14, 30);

    private static boolean within(Instant last, int days, Instant at) {
        return last.isAfter(at.minus(Duration.ofDays(days)));
    }
}
