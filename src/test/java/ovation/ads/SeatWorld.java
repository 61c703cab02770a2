package ovation.ads;

import static ovation.ads.AdsHouse.person;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import ovation.ads.EditingAdGroups.AdGroupForm;
import ovation.attention.Surface;
import ovation.feed.Guest.GuestItem;
import ovation.feed.SeatRequest;
import ovation.identity.AgeBand;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.videos.Videos.VideoFacts;

/** A business with money on a Sunday, and people who take a seat. */
abstract class SeatWorld {

    static AdsHouse house;
    UUID business = new UUID(0, 0);

    @BeforeAll
    static void open() {
        house = new AdsHouse();
    }

    @BeforeEach
    void tidy() {
        house.tidy();
        house.clock.moveTo(Instant.parse("2026-11-22T12:00:00Z")); // a Sunday
        business = house.aBusinessWith("500.00");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    static Viewer adult() {
        return person(AgeBand.AGE_25_34, "DE");
    }

    static Optional<GuestItem> seat(Viewer viewer) {
        return seat(viewer, List.of());
    }

    static Optional<GuestItem> seat(Viewer viewer, List<VideoFacts> around) {
        return seat(viewer, around, List.of());
    }

    static Optional<GuestItem> seat(Viewer viewer, List<VideoFacts> around, List<String> interests) {
        return house.get(AdSeats.class)
                .take(new SeatRequest(
                        viewer,
                        Surface.FOR_YOU,
                        viewer.age().adult(),
                        interests,
                        new UUID(0, 9),
                        around,
                        house.clock.instant()));
    }

    static UUID campaignOf(Ad ad) {
        return house.get(AdGroups.class).find(ad.adGroup()).orElseThrow().campaign();
    }

    static AdGroupForm budget(String budget, String bid, String zone) {
        return form(budget, bid, null, null, null, null, zone, null);
    }

    static AdGroupForm form(
            String budget,
            String bid,
            @Nullable List<String> interests,
            @Nullable Map<String, List<String>> wants,
            @Nullable Map<String, List<String>> excludes,
            @Nullable String tier,
            @Nullable String zone,
            @Nullable String dayparts) {
        return new AdGroupForm(
                "Group",
                "daily",
                Money.of(budget, "EUR"),
                null,
                null,
                null,
                null,
                interests,
                "CPM",
                Money.of(bid, "EUR"),
                0,
                1,
                "fast",
                wants,
                excludes,
                tier,
                zone,
                dayparts,
                null,
                null,
                null);
    }
}
