package ovation.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.ads.AdsHouse.daily;
import static ovation.ads.AdsHouse.person;
import static ovation.attention.AttentionType.SHOWN;
import static ovation.attention.AttentionType.VIEWABLE;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ovation.ads.viewable.Viewability;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionReader;
import ovation.attention.TrafficMark;
import ovation.feed.Guest.GuestItem;
import ovation.identity.AgeBand;

class ViewabilityTests {

    static AdsHouse house;

    @BeforeAll
    static void open() {
        house = new AdsHouse();
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @BeforeEach
    void tidy() {
        house.tidy();
    }

    @Test
    void counts_what_was_in_sight_for_two_seconds_beside_the_impressions() {
        var business = house.aBusinessWith("10.00");
        var ad = house.anApprovedAd(business, daily("5.00", "CPM", "4.00"));
        var seen = seat();
        var scrolledPast = seat();
        house.read(house.event(SHOWN, seen, 0), house.event(SHOWN, scrolledPast, 0));
        house.clock.advance(Duration.ofSeconds(3));

        tells(house.event(VIEWABLE, seen, 0));

        var figures = figures(ad);
        assertThat(figures.impressions()).isEqualTo(2);
        assertThat(figures.viewable()).isEqualTo(1);
        assertThat(figures.percent()).isEqualTo(50);
    }

    @Test
    void a_hostile_client_raises_neither_the_bill_nor_the_share_above_all() {
        var business = house.aBusinessWith("10.00");
        var ad = house.anApprovedAd(business, daily("5.00", "CPM", "4.00"));
        var shown = seat();
        var never = seat();
        var robots = seat();
        house.read(house.event(SHOWN, shown, 0), house.event(SHOWN, robots, 0));

        tells(house.event(VIEWABLE, shown, 0)); // two seconds cannot have passed
        assertThat(figures(ad).viewable()).isZero();
        house.clock.advance(Duration.ofSeconds(3));
        for (var i = 0; i < 10; i++) {
            tells(
                    house.event(VIEWABLE, shown, 0),
                    house.event(VIEWABLE, shown, 0),
                    house.event(VIEWABLE, never, 0), // no impression was ever reported
                    house.event(VIEWABLE, robots, TrafficMark.DECLARED_ROBOT.bit()));
        }

        assertThat(figures(ad).impressions()).isEqualTo(2);
        assertThat(figures(ad).viewable()).isEqualTo(1);
        assertThat(house.sum("SELECT count(*) FROM ads_charge WHERE business = '" + business + "'"))
                .isEqualTo(2);
        assertThat(house.sum("SELECT count(*) FROM ads_unbilled")).isZero();
        house.checkBooks(business, "10.00");
    }

    private static GuestItem seat() {
        return house.seatFor(person(AgeBand.AGE_25_34, "DE")).orElseThrow();
    }

    private static Viewability.Figures figures(Ad ad) {
        var campaign =
                house.get(AdGroups.class).find(ad.adGroup()).orElseThrow().campaign();
        return java.util.Objects.requireNonNull(house.get(Viewability.class).ofAd(campaign, ad.id()));
    }

    /** Everybody reads it who reads the book. */
    private static void tells(AttentionEvent... events) {
        house.beans().getBeanProvider(AttentionReader.class).stream()
                .filter(reader -> List.of("ads-settling", "ads-viewable").contains(reader.name()))
                .forEach(reader -> reader.read(List.of(events)));
    }
}
