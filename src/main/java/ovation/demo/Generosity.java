package ovation.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import ovation.base.MovableClock;
import ovation.base.Refused;
import ovation.identity.People;
import ovation.thanks.Thanks;
import ovation.videos.Videos;
import ovation.wallet.CoinSales;

/**
 * Coins and thanks: a dozen fans with large packs who mean the first creators, some others every day, and Vera, whose wallet the
 * visitor sees. Keys follow from the day, so a day that was cut off can be lived again.
 */
@Demo
@Component
class Generosity {

    private static final Logger log = LoggerFactory.getLogger(Generosity.class);
    private static final Set<String> EURO = Set.of("DE", "AT", "FR");
    private static final String APPROVE = "sandbox_approve";
    private static final int FANS = 12;
    private static final int LARGE = 4;
    private static final int MIDDLE = 3;

    /** Until here the fans thank two creators, then for some days only the first. */
    private static final int SECOND_WAVE = 12;

    private static final int WAVE_OVER = 16;

    private final CoinSales sales;
    private final Thanks thanks;
    private final Videos videos;
    private final People people;
    private final Cast cast;
    private final Rest rest;
    private final MovableClock clock;

    Generosity(CoinSales sales, Thanks thanks, Videos videos, People people, Cast cast, Rest rest, MovableClock clock) {
        this.sales = sales;
        this.thanks = thanks;
        this.videos = videos;
        this.people = people;
        this.cast = cast;
        this.rest = rest;
        this.clock = clock;
    }

    /**
     * @param number of the day, from 0
     * @param left days until today
     * @param favourites the creators the fans mean, the dearest first
     */
    void day(int number, int left, List<UUID> members, List<UUID> favourites) {
        var random = new Random(77L + number);
        var adults = members.stream()
                .map(people::viewerOf)
                .filter(viewer -> viewer.age().adult())
                .toList();
        var fans = adults.stream()
                .filter(viewer -> EURO.contains(viewer.region()))
                .limit(FANS)
                .map(viewer -> viewer.id())
                .toList();
        var key = "demo-" + number;
        var clips = clips();
        fans(number, key, fans, favourites, clips, random);
        var others = adults.stream()
                .map(viewer -> viewer.id())
                .filter(person -> !fans.contains(person))
                .toList();
        if (!others.isEmpty()) {
            others(number, key, others, clips, random);
            if (left == 12) {
                buy(others.getFirst(), 1, "sandbox_dispute", key + "-stolen");
            }
        }
        vera(left, key, clips, random);
    }

    private void fans(int number, String key, List<UUID> fans, List<UUID> favourites, List<Clip> clips, Random random) {
        for (var i = 2 * number; i < Math.min(fans.size(), 2 * number + 2); i++) {
            buy(fans.get(i), LARGE, APPROVE, key);
        }
        if (number >= WAVE_OVER || favourites.size() < 3) {
            return;
        }
        for (var i = 0; i < Math.min(fans.size(), 2 * number); i++) {
            var meant = favourites.get(number < SECOND_WAVE ? (i + number) % 2 : 0);
            thank(fans.get(i), clip(clips, meant, random), 200, key);
            if (number < SECOND_WAVE && number % 3 == 0) {
                thank(fans.get(i), clip(clips, favourites.get(2), random), 200, key + "-too");
            }
        }
    }

    private void others(int number, String key, List<UUID> others, List<Clip> clips, Random random) {
        for (var i = 0; i < 2; i++) {
            var person = others.get((number * 2 + i) % others.size());
            buy(person, random.nextInt(3), APPROVE, key);
            for (var j = 0; j < 3; j++) {
                var clip = clips.get(random.nextInt(clips.size()));
                thank(person, clip.id(), random.nextInt(3) == 0 ? 50 : 10, key + "-" + j);
            }
        }
    }

    private void vera(int left, String key, List<Clip> clips, Random random) {
        var vera = cast.id(Cast.VIEWER);
        switch (left) {
            case 20 -> buy(vera, MIDDLE, APPROVE, key);
            case 19, 16, 13, 9, 4, 2 -> {
                thank(vera, clips.get(random.nextInt(clips.size())).id(), left % 2 == 0 ? 50 : 200, key);
                thank(vera, clips.get(random.nextInt(clips.size())).id(), 10, key + "-too");
            }
            case 8 -> giveBack(buy(vera, 0, APPROVE, key));
            case 3 -> buy(vera, 1, APPROVE, key);
            default -> {}
        }
    }

    /** As the page does: asks what would come back, and agrees. */
    private void giveBack(@Nullable UUID purchase) {
        if (purchase == null) {
            return;
        }
        var path = "/api/v1/wallet/purchases/" + purchase + "/refund";
        var quote = rest.call(Cast.VIEWER, "GET", path, null);
        if (quote.path("reason").isMissingNode()) {
            rest.post(Cast.VIEWER, path, Map.of("coins", quote.path("coins").asLong()));
        }
    }

    private @Nullable UUID buy(UUID person, int size, String method, String key) {
        clock.advance(Duration.ofSeconds(50));
        try {
            return sales.sell(person, size, method, key).charge();
        } catch (Refused refused) {
            log.debug("{} bought no coins: {}", person, refused.getMessage());
            return null;
        }
    }

    private void thank(UUID person, UUID video, long coins, String key) {
        clock.advance(Duration.ofSeconds(20));
        try {
            thanks.thank(person, video, coins, key);
        } catch (Refused refused) {
            log.debug("{} thanked nobody: {}", person, refused.getMessage());
        }
    }

    private record Clip(UUID id, UUID creator) {}

    private List<Clip> clips() {
        var clips = new ArrayList<Clip>();
        videos.forEachPublic(facts -> {
            if (!facts.promotional()) {
                clips.add(new Clip(facts.id(), facts.creator()));
            }
        });
        clips.sort(Comparator.comparing(Clip::id));
        return clips;
    }

    private static UUID clip(List<Clip> clips, UUID creator, Random random) {
        var theirs =
                clips.stream().filter(clip -> clip.creator().equals(creator)).toList();
        return theirs.isEmpty()
                ? clips.get(random.nextInt(clips.size())).id()
                : theirs.get(random.nextInt(theirs.size())).id();
    }
}
