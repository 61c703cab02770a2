package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.TestPropertySource;
import ovation.attention.AttentionBook;
import ovation.base.MovableClock;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Money;
import ovation.support.OvationTest;
import ovation.support.Until;
import tools.jackson.databind.JsonNode;

/**
 * The whole loop through the public REST: uploaded, watched by many people of different tastes, ads served and charged,
 * the day closed, receipts. Told once by calm partners and once by nervous ones who send every request twice: the figures
 * are the same.
 *
 * <p>With {@code -Dovation.story.clips=DIR} the clips are the videos of a directory, with {@code -Dovation.story.people=N} as
 * many people watch; else a few clips of the demo and forty people.
 */
@OvationTest
@TestPropertySource(properties = "ovation.story=attention-becomes-money") // a database of its own
class AttentionBecomesMoneyTests {

    private static final int PEOPLE = Integer.getInteger("ovation.story.people", 40);
    private static final long RESERVE_MICROS = 1_000; // a CPM of 1.00, the lowest price, since nobody else bids

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @Autowired
    People people;

    @Autowired
    AttentionBook book;

    @Autowired
    LedgerChecker checker;

    /** What came out, without anything that differs from one telling to the next. */
    record Figures(
            long impressions,
            long clicks,
            Money spend,
            Money platform,
            Money creators,
            Money unsettled,
            Map<String, Long> qualifiedByClip,
            Map<String, Money> earnedByClip) {}

    @Test
    void comes_out_the_same_when_every_request_is_sent_twice() throws Exception {
        var calm = tell("calm", false);
        var nervous = tell("nervous", true);

        assertThat(nervous).isEqualTo(calm);
        assertThat(calm.impressions()).isEqualTo(PEOPLE + 1L); // the first who saw it, too
        assertThat(calm.spend()).isEqualTo(new Money((PEOPLE + 1L) * RESERVE_MICROS, "EUR"));
        assertThat(calm.platform().plus(calm.creators()).plus(calm.unsettled())).isEqualTo(calm.spend());
        assertThat(calm.earnedByClip().values().stream().reduce(Money.zero("EUR"), Money::plus))
                .isEqualTo(calm.creators());
        assertThat(calm.qualifiedByClip().values())
                .allSatisfy(views -> assertThat(views).isPositive());
        assertThat(checker.check().breaks()).isEmpty();
    }

    private Figures tell(String name, boolean nervous) throws Exception {
        var stranger = Partner.stranger(port, nervous);
        var finance = staff(stranger, name + ".finance", Role.FINANCE);
        var clips = clips();
        var creators = new LinkedHashMap<String, Partner>();
        var videos = new LinkedHashMap<String, String>();
        for (var clip : clips.entrySet()) {
            var creator = stranger.join(name + ".maker" + creators.size(), "1990-02-03", "DE");
            creators.put(clip.getKey(), creator);
            videos.put(publish(creator, clip.getValue(), "A clip: " + clip.getKey() + " #story", false), clip.getKey());
        }
        var campaign = advertise(stranger, name);
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        waitForAnAd(stranger, name);

        var audience = audience(stranger, name);
        watch(audience, videos);
        Until.holds(book::caughtUp);
        closeDay(finance, day);
        var figures = figures(finance, day, campaign.report(), creators);
        campaign.end();
        for (var video : videos.keySet()) {
            creators.get(videos.get(video))
                    .delete("/api/v1/videos/" + video); // the next telling has the stage for itself
        }
        return figures;
    }

    /** An advertiser's campaign on air. */
    private record Campaign(Partner member, String id) {

        JsonNode report() {
            return member.get("/api/v1/campaigns/" + id + "/report").path("totals");
        }

        void end() {
            member.put("/api/v1/campaigns/" + id + "/pause");
        }
    }

    private Partner staff(Partner stranger, String handle, Role role) {
        var partner = stranger.join(handle, "1985-01-01", "DE");
        people.grant(people.byHandle(handle).orElseThrow().id(), role);
        return partner;
    }

    private String publish(Partner creator, byte[] file, String caption, boolean promotional) {
        var asset = creator.upload(file);
        Until.holds(() -> !Set.of("uploading", "processing")
                .contains(creator.get("/api/v1/assets/" + asset).path("state").asString()));
        assertThat(creator.get("/api/v1/assets/" + asset).path("state").asString())
                .isEqualTo("ready");
        return creator.post("/api/v1/videos", Map.of("asset", asset, "caption", caption, "promotional", promotional))
                .path("id")
                .asString();
    }

    /** From the empty account to an approved ad. */
    private Campaign advertise(Partner stranger, String name) throws IOException {
        var member = stranger.join(name + ".brand", "1980-05-05", "DE");
        var moderator = staff(stranger, name + ".moderator", Role.MODERATOR);
        var business = member.post(
                        "/api/v1/businesses",
                        Map.of(
                                "kind",
                                "ADVERTISER",
                                "name",
                                "Story " + name,
                                "website",
                                "https://story.example",
                                "currency",
                                "EUR"))
                .path("id")
                .asString();
        member.post(
                "/api/v1/businesses/" + business + "/topups",
                Map.of("amount", Money.of("100.00", "EUR"), "method", "sandbox_approve"));
        var campaign = member.post(
                        "/api/v1/businesses/" + business + "/campaigns", Map.of("name", "Story", "objective", "reach"))
                .path("id")
                .asString();
        var group = member.post(
                        "/api/v1/campaigns/" + campaign + "/ad-groups",
                        Map.of(
                                "name",
                                "All",
                                "budgetKind",
                                "daily",
                                "budget",
                                Money.of("80.00", "EUR"),
                                "billing",
                                "CPM",
                                "bid",
                                Money.of("9.00", "EUR"),
                                "capImpressions",
                                0,
                                "capDays",
                                1,
                                "pacing",
                                "fast"))
                .path("id")
                .asString();
        var creative = publish(
                member,
                new ClassPathResource("demo/clips/ad-kettle-croissant.mp4").getContentAsByteArray(),
                "Fresh.",
                true);
        var ad = member.post(
                        "/api/v1/ad-groups/" + group + "/ads",
                        Map.of(
                                "video",
                                creative,
                                "displayName",
                                "Story " + name,
                                "callToAction",
                                "Shop now",
                                "landingUrl",
                                "https://story.example/shop"))
                .path("id")
                .asString();
        member.patch("/api/v1/campaigns/" + campaign, Map.of("state", "active"));
        var cases = moderator.get("/api/v1/moderation/cases?queue=ads&limit=50").path("items");
        var mine = StreamSupport.stream(cases.spliterator(), false)
                .filter(each -> each.path("subject").path("id").asString().equals(ad))
                .findFirst()
                .orElseThrow();
        moderator.post(
                "/api/v1/moderation/cases/" + mine.path("id").asString() + "/decision", Map.of("approved", true));
        return new Campaign(member, campaign);
    }

    /** Somebody looks until the ad is on air, and sees it: a budget is opened a moment after the first look. */
    private void waitForAnAd(Partner stranger, String name) {
        Until.holds(() -> {
            var scout = stranger.join(name + ".s" + UUID.randomUUID().toString().substring(0, 8), "1991-01-01", "DE");
            for (var item : scout.get("/api/v1/feed?limit=10").path("items")) {
                if (item.path("kind").asString().equals("ad")
                        && item.path("ad").path("label").asString().contains(name)) {
                    scout.post("/api/v1/attention", Map.of("events", List.of(event(item, "SHOWN", 0))));
                    return true;
                }
            }
            return false;
        });
    }

    private List<Partner> audience(Partner stranger, String name) throws Exception {
        var joining = new ArrayList<Future<Partner>>();
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (var i = 0; i < PEOPLE; i++) {
                var number = i;
                joining.add(
                        pool.submit(() -> stranger.join(name + ".p" + number, (1965 + number % 40) + "-06-15", "DE")));
            }
        }
        var audience = new ArrayList<Partner>();
        for (var joined : joining) {
            audience.add(joined.get());
        }
        return audience;
    }

    /** Everybody pages to the end of the feed, then some minutes pass, then everybody reports what he watched. */
    private void watch(List<Partner> audience, Map<String, String> videos) {
        var pages = audience.stream().map(AttentionBecomesMoneyTests::allPages).toList();
        clock.advance(Duration.ofMinutes(10));
        for (var i = 0; i < audience.size(); i++) {
            var events = new ArrayList<Map<String, Object>>();
            for (var item : pages.get(i)) {
                events.add(event(item, "SHOWN", 0));
                var clip = videos.get(item.path("video").path("id").asString());
                if (clip != null) {
                    events.add(event(item, "WATCHED", secondsWatched(i, clip) * 1_000L));
                }
            }
            var person = audience.get(i);
            var verdicts =
                    person.post("/api/v1/attention", Map.of("events", events)).path("verdicts");
            assertThat(verdicts)
                    .allSatisfy(verdict ->
                            assertThat(verdict.path("verdict").asString()).isEqualTo("accepted"));
            var favourite = pages.get(i).get(0);
            if (secondsWatched(
                            i,
                            videos.getOrDefault(
                                    favourite.path("video").path("id").asString(), ""))
                    > 8) {
                person.put(
                        "/api/v1/videos/" + favourite.path("video").path("id").asString() + "/like");
            }
        }
    }

    private static List<JsonNode> allPages(Partner person) {
        var items = new ArrayList<JsonNode>();
        var seen = new HashSet<String>();
        var page = person.get("/api/v1/feed?limit=10");
        while (!page.path("items").isEmpty()) {
            for (var item : page.path("items")) {
                items.add(item);
                assertThat(seen.add(item.path("kind").asString()
                                + item.path("video").path("id").asString()))
                        .as("nothing twice")
                        .isTrue();
            }
            page = person.get(
                    "/api/v1/feed?limit=10&cursor=" + page.path("next").asString());
        }
        return items;
    }

    /** A taste: the same person watches the same clip as long in every telling. */
    private static int secondsWatched(int person, String clip) {
        return new Random(31L * person + clip.hashCode()).nextInt(1, 14);
    }

    private static Map<String, Object> event(JsonNode item, String type, long watchedMillis) {
        return Map.of(
                "id",
                UUID.randomUUID(),
                "exposure",
                item.path("exposure").asString(),
                "type",
                type,
                "watchedMillis",
                watchedMillis);
    }

    private void closeDay(Partner finance, LocalDate day) {
        var end = day.plusDays(1).atTime(4, 0).toInstant(ZoneOffset.UTC);
        clock.advance(Duration.between(clock.instant(), end));
        Until.holds(book::caughtUp);
        finance.post("/api/v1/rewards/days/" + day + "/close", Map.of());
    }

    private Figures figures(Partner finance, LocalDate day, JsonNode totals, Map<String, Partner> creators) {
        var closed = StreamSupport.stream(
                        finance.get("/api/v1/rewards/days").path("items").spliterator(), false)
                .filter(each -> each.path("day").asString().equals(day.toString()))
                .findFirst()
                .orElseThrow();
        var qualified = new LinkedHashMap<String, Long>();
        var earned = new LinkedHashMap<String, Money>();
        creators.forEach((clip, creator) -> {
            for (var line : creator.get("/api/v1/rewards/earnings?from=" + day + "&to=" + day)
                    .path("days")) {
                var receipt = Partner.stranger(port, false)
                        .get("/api/v1/rewards/receipts/" + line.path("receipt").asString());
                var verdict = Partner.stranger(port, false)
                        .get("/api/v1/rewards/receipts/" + line.path("receipt").asString() + "/verify");
                assertThat(verdict.path("sound").asBoolean())
                        .as(verdict.toString())
                        .isTrue();
                assertThat(receipt.isEmpty()).isFalse();
                qualified.put(clip, line.path("qualifiedViews").asLong());
                earned.put(clip, money(line.path("amount")));
            }
        });
        var pool = closed.path("pools").get(0);
        return new Figures(
                totals.path("impressions").asLong(),
                totals.path("clicks").asLong(),
                money(totals.path("spend")),
                money(pool.path("platform")),
                money(pool.path("creators")),
                StreamSupport.stream(closed.path("late").spliterator(), false)
                        .map(AttentionBecomesMoneyTests::money)
                        .reduce(Money.zero("EUR"), Money::plus),
                qualified,
                earned);
    }

    private static Money money(JsonNode node) {
        return new Money(node.path("micros").asLong(), node.path("currency").asString());
    }

    private static Map<String, byte[]> clips() throws IOException {
        var clips = new LinkedHashMap<String, byte[]>();
        var directory = System.getProperty("ovation.story.clips");
        if (directory != null) {
            try (var files = Files.list(Path.of(directory))) {
                for (var file : files.filter(each -> each.toString().matches(".*\\.(mp4|webm)"))
                        .sorted()
                        .toList()) {
                    clips.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
            return clips;
        }
        for (var name : List.of("dusk-ridges.mp4", "koi-pond.mp4", "paint-mixing.mp4", "aurora.mp4", "sorting.mp4")) {
            var resource = new ClassPathResource("demo/clips/" + name);
            if (resource.exists()) {
                clips.put(name, resource.getContentAsByteArray());
            }
        }
        assertThat(clips).hasSizeGreaterThanOrEqualTo(3);
        return clips;
    }
}
