package ovation.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import ovation.attention.AttentionBook;
import ovation.attention.AttentionIntake;
import ovation.base.MovableClock;
import ovation.feed.Feeds;
import ovation.identity.AgeBand;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.identity.Viewer;

/** The weeks before: each day the audience comes in a few waves, more of them at weekends, more from week to week. */
@Demo
@Component
class LivingThrough {

    private static final Logger log = LoggerFactory.getLogger(LivingThrough.class);
    private static final int[] HOURS = {8, 13, 20};
    private static final Duration SITTING = Duration.ofMinutes(5);
    private static final List<Set<String>> TASTES = List.of(
            Set.of("calm", "water", "dusk", "landscape", "koi", "ocean"),
            Set.of("jokes", "puns", "typography", "city"),
            Set.of("coffee", "kitchen", "bakery", "recipe", "morning"),
            Set.of("maths", "science", "satisfying", "craft"),
            Set.of("paint", "papercut", "colour", "paper", "gouache"),
            Set.of("night", "rain", "lofi", "cosy", "moon"),
            Set.of("plants", "growing", "nature", "movement"));
    private static final List<String> SAYINGS = List.of(
            "This made my morning.",
            "Watched it four times, sorry not sorry.",
            "How long did this take you?",
            "The colours!",
            "Sent this to my mum.",
            "More of these please",
            "I can smell the coffee from here",
            "Oddly calming.",
            "Die Musik dazu, perfekt.",
            "okay but the ending");

    private final People people;
    private final Feeds feeds;
    private final AttentionIntake intake;
    private final AttentionBook book;
    private final MovableClock clock;
    private final Rest rest;
    private final DemoSettings settings;

    LivingThrough(
            People people,
            Feeds feeds,
            AttentionIntake intake,
            AttentionBook book,
            MovableClock clock,
            Rest rest,
            DemoSettings settings) {
        this.people = people;
        this.feeds = feeds;
        this.intake = intake;
        this.book = book;
        this.clock = clock;
        this.rest = rest;
        this.settings = settings;
    }

    /** @param number of the day, from 0 */
    void day(LocalDate day, int number, List<UUID> members) {
        for (var hour : HOURS) {
            clock.moveTo(day.atTime(hour, 0).toInstant(ZoneOffset.UTC));
            wave(day, number, hour, members);
        }
    }

    private void wave(LocalDate day, int number, int hour, List<UUID> members) {
        var random = new Random(31L * day.toEpochDay() + hour);
        var weekend = day.getDayOfWeek().getValue() >= 6 ? 1.35 : 1.0;
        var growth = 0.6 + 0.4 * number / settings.days();
        var audience = audience(
                random, members, (int) (settings.visits() * weekend * growth / HOURS.length), weekend * growth);
        if (audience.isEmpty()) {
            return;
        }
        // The first look makes the budgets ready to serve; it is nobody's.
        var scout = new Audience(visitor(random, "DE"), Set.of(), 0);
        for (var i = 0; i < 8; i++) {
            scout.open(feeds);
        }
        pause(250);
        audience.forEach(viewer -> viewer.open(feeds));
        clock.advance(SITTING);
        for (var viewer : audience) {
            var liked = viewer.watch(intake, clock);
            if (viewer.viewer().signedIn() && !liked.isEmpty()) {
                respond(viewer.viewer(), liked, random);
            }
        }
        catchUp();
    }

    private List<Audience> audience(Random random, List<UUID> members, int visits, double eagerness) {
        var audience = new ArrayList<Audience>();
        for (var i = 0; i < members.size(); i++) {
            if (random.nextDouble() < 0.22 * eagerness) {
                audience.add(new Audience(
                        people.viewerOf(members.get(i)), TASTES.get(i % TASTES.size()), random.nextLong()));
            }
        }
        for (var i = 0; i < visits; i++) {
            var region = List.of("DE", "DE", "US", "AT", "FR").get(random.nextInt(5));
            audience.add(new Audience(
                    visitor(random, region), TASTES.get(random.nextInt(TASTES.size())), random.nextLong()));
        }
        return audience;
    }

    private Viewer visitor(Random random, String region) {
        return new Viewer(
                new UUID(random.nextLong(), random.nextLong()),
                false,
                Set.of(Role.VIEWER),
                AgeBand.UNKNOWN,
                region,
                "en");
    }

    private void respond(Viewer viewer, List<UUID> liked, Random random) {
        var handle = people.card(viewer.id()).orElseThrow().handle();
        try {
            for (var video : liked) {
                rest.call(handle, "PUT", "/api/v1/videos/" + video + "/like", null);
            }
            if (random.nextInt(4) == 0) {
                var saying = SAYINGS.get(random.nextInt(SAYINGS.size()));
                rest.post(handle, "/api/v1/videos/" + liked.getFirst() + "/comments", Map.of("text", saying));
            }
        } catch (IllegalStateException tooMuch) {
            log.debug("The demo's audience was held back: {}", tooMuch.getMessage());
        }
    }

    /** Follows a few creators, so that the feed "Following" has something to show. */
    void befriend(List<UUID> members, List<UUID> creators) {
        for (var i = 0; i < members.size(); i++) {
            for (var j = 0; j < 1 + i % 4; j++) {
                people.follow(members.get(i), creators.get((i * 5 + j * 3) % creators.size()));
            }
        }
    }

    /** Waits until the readers have what was written, since the clock moves on by hours next. */
    void catchUp() {
        var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!book.caughtUp() && System.nanoTime() < patience) {
            pause(20);
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    static Instant morning(LocalDate day) {
        return day.atTime(6, 0).toInstant(ZoneOffset.UTC);
    }
}
