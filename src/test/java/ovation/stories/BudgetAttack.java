package ovation.stories;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntSupplier;
import tools.jackson.databind.JsonNode;

/**
 * Many people who page as fast as they can on whatever node answers, see every ad that they are given, and report each ten times:
 * the same event again, and new events for the same showing. What they saw and were told is kept here.
 */
final class BudgetAttack {

    private static final int PAGES = 4;
    private static final int REPLAYS = 10;

    /** An ad that somebody was given, and so saw. */
    record Showing(UUID exposure, int person, String ad) {}

    final Set<Showing> seen = ConcurrentHashMap.newKeySet();
    final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    final AtomicInteger lostRequests = new AtomicInteger();
    private final IntSupplier port;
    private final Function<String, UUID> opener;
    private final CountDownLatch halfway;

    /** @param port of a node @param opener tells the exposure that a token is about */
    BudgetAttack(int people, IntSupplier port, Function<String, UUID> opener) {
        this.port = port;
        this.opener = opener;
        this.halfway = new CountDownLatch(people * PAGES / 2);
    }

    /** Runs until all have seen their pages. @param atHalf what happens meanwhile */
    void run(List<Passer> people, Random random, Runnable atHalf) throws InterruptedException {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < people.size(); i++) {
                var number = i;
                var seed = random.nextLong();
                clients.submit(() -> {
                    look(people.get(number), number, new Random(seed));
                    return null;
                });
            }
            halfway.await();
            atHalf.run();
        }
    }

    private void look(Passer person, int number, Random random) {
        for (var page = 0; page < PAGES; page++) {
            try {
                var items = person.get(port.getAsInt(), "/api/v1/feed?mode=plain&limit=3")
                        .path("items");
                var ads = new ArrayList<JsonNode>();
                items.forEach(item -> {
                    if (item.path("kind").asString().equals("ad")) {
                        ads.add(item);
                    }
                });
                see(person, number, ads, random);
            } catch (UncheckedIOException nodeIsGone) {
                lostRequests.incrementAndGet(); // the next page comes from another
            } finally {
                halfway.countDown();
            }
        }
    }

    private void see(Passer person, int number, List<JsonNode> ads, Random random) {
        var reports = new ArrayList<Map<String, Object>>();
        var byEvent = new HashMap<String, UUID>();
        for (var ad : ads) {
            var exposure = opener.apply(ad.path("exposure").asString());
            seen.add(new Showing(exposure, number, ad.path("ad").path("id").asString()));
            var same = UUID.randomUUID();
            for (var i = 0; i < REPLAYS; i++) {
                var event = random.nextBoolean() ? same : UUID.randomUUID();
                byEvent.put(event.toString(), exposure);
                reports.add(Map.of(
                        "id", event, "exposure", ad.path("exposure").asString(), "type", "SHOWN", "watchedMillis", 0));
            }
        }
        for (var copy = 0; copy < 2 && !reports.isEmpty(); copy++) {
            var verdicts = person.report(port.getAsInt(), reports).path("verdicts");
            for (var verdict : verdicts) {
                if (verdict.path("verdict").asString().equals("accepted")) {
                    acknowledged.add(byEvent.get(verdict.path("id").asString()));
                }
            }
        }
    }
}
