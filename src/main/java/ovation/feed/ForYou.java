package ovation.feed;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import ovation.identity.People;
import ovation.identity.Viewer;
import ovation.videos.Videos;
import ovation.videos.Videos.VideoFacts;

/** The personal feed: candidates, values, then one seat after the other under the rules. */
@Service
class ForYou {

    /** Of so many that few have seen, one is drawn. */
    private static final int TRIED_AT_ONCE = 25;
    /** What sharing all tags with one of the last three costs. */
    private static final double SAMENESS = 0.15;

    private static final int MAX_OF_CREATOR = 2;
    private static final double RANDOM_SEATS = 0.01;

    private final Clips clips;
    private final Tastes tastes;
    private final Model model;
    private final SeatPlan seats;
    private final People people;
    private final Videos videos;
    private final Clock clock;

    ForYou(Clips clips, Tastes tastes, Model model, SeatPlan seats, People people, Videos videos, Clock clock) {
        this.clips = clips;
        this.tastes = tastes;
        this.model = model;
        this.seats = seats;
        this.people = people;
        this.videos = videos;
        this.clock = clock;
    }

    /** The next picks, at most so many; fewer when nothing is left that may be shown. */
    List<Pick> next(Viewer viewer, int limit) {
        var taste = tastes.of(viewer.id(), viewer.visitor());
        synchronized (taste) {
            return new Page(viewer, taste, limit).fill();
        }
    }

    /**
     * The picks as somebody opens the feed: what earlier pages brought and nobody saw may come again before there is
     * nothing at all, so that reloading does not use a small house up.
     */
    List<Pick> open(Viewer viewer, int limit) {
        var taste = tastes.of(viewer.id(), viewer.visitor());
        synchronized (taste) {
            var picks = new Page(viewer, taste, limit).fill();
            if (!picks.isEmpty()) {
                return picks;
            }
            taste.forgetServed();
            return new Page(viewer, taste, limit).fill();
        }
    }

    private static final class Scored {

        final Candidates.Candidate candidate;
        final double[] features;
        final double value;

        Scored(Candidates.Candidate candidate, double[] features, double value) {
            this.candidate = candidate;
            this.features = features;
            this.value = value;
        }

        Clip clip() {
            return candidate.clip;
        }

        double value() {
            return value;
        }
    }

    private final class Page {

        private final Viewer viewer;
        private final Taste taste;
        private final int limit;
        private final long now = clock.millis();
        private final SplittableRandom random =
                new SplittableRandom(ThreadLocalRandom.current().nextLong());
        private final List<Pick> picks = new ArrayList<>();
        private final List<Clip> last = new ArrayList<>();
        private final Map<UUID, Integer> byCreator = new HashMap<>();
        private @Nullable List<String> interests;
        private boolean asked;

        Page(Viewer viewer, Taste taste, int limit) {
            this.viewer = viewer;
            this.taste = taste;
            this.limit = limit;
        }

        List<Pick> fill() {
            var remaining = scored();
            var tryOut = random.nextInt(limit);
            while (picks.size() < limit) {
                var chosen = choose(remaining, picks.size() == tryOut);
                if (chosen == null) {
                    return picks; // and no guest sits alone
                }
                if (seats.isForGuests(taste.position()) && !asked) {
                    asked = true;
                    if (inviteGuest(chosen.clip())) {
                        taste.moveOn();
                        continue;
                    }
                }
                remaining.remove(chosen);
                if (videos.mayWatch(viewer, chosen.clip().facts())) {
                    seat(chosen);
                    taste.moveOn();
                    asked = false;
                }
            }
            return picks;
        }

        private List<Scored> scored() {
            var hidden = viewer.signedIn() ? people.hiddenFrom(viewer.id()) : java.util.Set.<UUID>of();
            var following = viewer.signedIn() ? people.following(viewer.id()) : java.util.Set.<UUID>of();
            Predicate<Clip> mayShow = clip -> {
                var facts = clip.facts();
                return !hidden.contains(facts.creator())
                        && !facts.creator().equals(viewer.id())
                        && (!facts.adultsOnly() || viewer.age().adult())
                        && taste.mayShow(clip, now);
            };
            var candidates = new Candidates(clips, mayShow, random)
                    .together(taste)
                    .following(following)
                    .likedThings(taste, now)
                    .trending()
                    .fresh()
                    .all();
            var scored = new ArrayList<Scored>(candidates.size());
            for (var candidate : candidates) {
                var follows = following.contains(candidate.clip.facts().creator());
                var features = model.features(candidate.clip, taste, follows, candidate.together, now);
                scored.add(new Scored(candidate, features, model.heads().value(features)));
            }
            scored.sort(Comparator.comparingDouble(Scored::value).reversed());
            return scored;
        }

        /** The best that the rules allow; if a rule of taste leaves nothing, it gives way, the hard ones never do. */
        private @Nullable Scored choose(List<Scored> remaining, boolean tryOut) {
            if (random.nextDouble() < RANDOM_SEATS) {
                var allowed = remaining.stream().filter(this::mayFollow).toList();
                return allowed.isEmpty() ? null : allowed.get(random.nextInt(allowed.size()));
            }
            var untried = tryOut ? chooseUntried(remaining) : null;
            return untried != null ? untried : chooseBest(remaining);
        }

        private @Nullable Scored chooseUntried(List<Scored> remaining) {
            return remaining.stream()
                    .filter(scored -> scored.clip().timesShown() < Clips.TRIED_OUT)
                    .filter(this::mayFollow)
                    .limit(TRIED_AT_ONCE)
                    .max(Comparator.comparingDouble(scored -> Thompson.draw(scored.clip(), random)))
                    .orElse(null);
        }

        /** They come best first, and sameness only costs: so the search ends where none after can be better. */
        private @Nullable Scored chooseBest(List<Scored> remaining) {
            Scored first = null;
            Scored best = null;
            var bestWorth = Double.NEGATIVE_INFINITY;
            for (var scored : remaining) {
                if (scored.value <= bestWorth) {
                    break;
                }
                if (!mayFollow(scored)) {
                    continue;
                }
                first = first == null ? scored : first;
                if (byCreator.getOrDefault(scored.clip().facts().creator(), 0) >= MAX_OF_CREATOR) {
                    continue;
                }
                var worth = scored.value - SAMENESS * sameness(scored.clip());
                if (worth > bestWorth) {
                    bestWorth = worth;
                    best = scored;
                }
            }
            return best != null ? best : first;
        }

        private boolean mayFollow(Scored scored) {
            return notTwiceInARow(scored.clip());
        }

        private boolean notTwiceInARow(Clip clip) {
            var sound = clip.facts().sound();
            return !clip.facts().creator().equals(taste.lastCreator())
                    && (sound == null || !sound.equals(taste.lastSound()));
        }

        /** The largest share of its tags that it has in common with one of the last three. */
        private double sameness(Clip clip) {
            var tags = clip.facts().tags();
            var most = 0.0;
            for (var i = Math.max(0, last.size() - 3); i < last.size(); i++) {
                var common = 0;
                for (var tag : tags) {
                    if (last.get(i).facts().tags().contains(tag)) {
                        common++;
                    }
                }
                most = Math.max(most, tags.isEmpty() ? 0 : common / (double) tags.size());
            }
            return most;
        }

        private void seat(Scored scored) {
            var clip = scored.clip();
            taste.serve(clip, now);
            last.add(clip);
            byCreator.merge(clip.facts().creator(), 1, Integer::sum);
            picks.add(Pick.of(
                    clip,
                    scored.value(),
                    Reasons.of(scored.candidate, model.contributions(scored.features), taste, clips, now)));
        }

        private List<VideoFacts> around(Clip after) {
            return last.isEmpty()
                    ? List.of(after.facts())
                    : List.of(last.getLast().facts(), after.facts());
        }

        private boolean inviteGuest(Clip after) {
            if (interests == null) {
                interests = taste.best(String.class, 10, now);
            }
            var before = Objects.requireNonNullElse(taste.lastCreator(), SeatPlan.NOBODY);
            var guest = seats.invite(viewer, FeedMode.FOR_YOU.surface(), interests, before, around(after));
            guest.ifPresent(item -> {
                picks.add(Pick.of(item));
                taste.sawLast(item.ad(), null);
            });
            return guest.isPresent();
        }
    }
}
