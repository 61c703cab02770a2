package ovation.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.ads.AdsHouse.daily;
import static ovation.ads.AdsHouse.person;
import static ovation.attention.AttentionType.PROFILE_OPENED;
import static ovation.attention.AttentionType.SHOWN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ovation.ads.lift.LiftLook;
import ovation.ads.lift.LiftOutcomes;
import ovation.attention.AttentionEvent;
import ovation.attention.Exposure;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.identity.AgeBand;
import ovation.identity.Viewer;

/** Of each campaign a fifth of the people, here, never see its ads: the would-be win is kept, the runner-up served. */
class GhostLiftTests {

    static AdsHouse house;

    @BeforeAll
    static void open() {
        house = new AdsHouse(Map.of("ovation.ads.lift.control-percent", 20, "ovation.ads.reserve-micros", 1_000_000));
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
    void the_runner_up_is_served_at_his_own_price_where_the_winner_keeps_away() {
        var rich = house.aBusinessWith("100.00");
        var poor = house.aBusinessWith("100.00");
        var winner = house.anApprovedAd(rich, daily("50.00", "CPM", "9.00"));
        var runnerUp = house.anApprovedAd(poor, daily("50.00", "CPM", "5.00"));

        var people = people(400);
        var won = 0;
        var second = 0;
        for (var viewer : people) {
            house.work(); // leases are short, and this goes fast
            var item = house.seatFor(viewer);
            if (item.isEmpty()) {
                continue; // one of twenty-five is kept from both
            }
            var claim = house.claimOf(item.get());
            if (item.get().ad().equals(winner.id())) {
                won++;
                assertThat(claim.priceMicros()).isBetween(4_000L, 6_500L); // the runner-up's score, by quality
            } else {
                second++;
                assertThat(item.get().ad()).isEqualTo(runnerUp.id());
                assertThat(claim.runnerUpMicros())
                        .as("nobody stands behind him")
                        .isZero();
                assertThat(claim.priceMicros()).isEqualTo(1_000);
            }
            house.read(house.event(SHOWN, item.get(), 0));
        }
        write();

        assertThat(won).isBetween(270, 370);
        assertThat(second).isBetween(30, 130);
        assertThat(ofGroup(winner, false)).isEqualTo(won);
        assertThat(ofGroup(winner, true)).isEqualTo(400 - won);
        assertThat(ofGroup(runnerUp, false)).isEqualTo(second);
        assertThat(ofGroup(runnerUp, true))
                .as("would have won where the first kept away")
                .isEqualTo(400 - won - second);
        house.checkBooks(rich, "100.00");
        house.checkBooks(poor, "100.00");
    }

    @Test
    void who_is_kept_away_stays_so_and_minors_never_are() {
        var business = house.aBusinessWith("100.00");
        house.anApprovedAd(business, daily("50.00", "CPM", "9.00"));

        for (var viewer : people(60)) {
            var first = house.seatFor(viewer).isPresent();
            assertThat(house.seatFor(viewer).isPresent()).isEqualTo(first);
        }
        for (var i = 0; i < 60; i++) {
            assertThat(house.seatFor(person(AgeBand.AGE_13_17, "DE"))).isPresent();
        }
        write();

        assertThat(house.sum("SELECT count(*) FROM ads_lift_person")).isEqualTo(60);
    }

    @Test
    void what_people_do_afterwards_is_counted_in_both_groups() {
        var business = house.aBusinessWith("100.00");
        var ad = house.anApprovedAd(business, daily("50.00", "CPM", "9.00"));
        var treated = new ArrayList<Viewer>();
        var kept = new ArrayList<Viewer>();
        for (var viewer : people(100)) {
            (house.seatFor(viewer).isPresent() ? treated : kept).add(viewer);
        }
        write();
        house.clock.advance(Duration.ofHours(1));

        opens(treated.subList(0, 10), ad.creator());
        opens(kept.subList(0, 2), ad.creator());
        opens(kept.subList(0, 2), ad.creator()); // again: nobody counts twice
        opens(people(3), ad.creator()); // not reached at all
        opens(treated.subList(10, 12), UUID.randomUUID()); // somebody who does not advertise
        house.get(LiftOutcomes.class).converted(business, treated.get(50).id(), "purchase", house.clock.instant());
        house.clock.advance(Duration.ofDays(15));
        opens(treated.subList(20, 30), ad.creator()); // too late

        var counted = counts(ad, business);
        assertThat(counted).containsExactly("profile_opened 10 2", "purchase 1 0");
        assertThat(
                        house.sum(
                                "SELECT count(*) FROM ads_lift_outcome WHERE person NOT IN (SELECT person FROM ads_lift_person)"))
                .isEqualTo(3);
    }

    private static List<String> counts(Ad ad, UUID business) {
        var campaign =
                house.get(AdGroups.class).find(ad.adGroup()).orElseThrow().campaign();
        return LiftLook.outcomes(house.beans(), new Access.CampaignFacts(campaign, business, "Autumn", "EUR"));
    }

    private static List<Viewer> people(int count) {
        var people = new ArrayList<Viewer>();
        for (var i = 0; i < count; i++) {
            people.add(person(AgeBand.AGE_25_34, "DE"));
        }
        return people;
    }

    private static void opens(List<Viewer> people, UUID creator) {
        house.get(LiftOutcomes.class)
                .read(people.stream()
                        .map(viewer -> new AttentionEvent(
                                Ids.next(house.clock),
                                PROFILE_OPENED,
                                new Exposure(
                                        Ids.next(house.clock),
                                        viewer.id(),
                                        false,
                                        SubjectRef.video(UUID.randomUUID()),
                                        creator,
                                        Surface.FOR_YOU,
                                        false,
                                        15_000,
                                        house.clock.instant(),
                                        ""),
                                0,
                                house.clock.instant(),
                                0))
                        .toList());
    }

    private static void write() {
        LiftLook.write(house.beans());
    }

    private static long ofGroup(Ad ad, boolean ghost) {
        return house.sum(
                "SELECT count(*) FROM ads_lift_person p JOIN ads_group g ON g.campaign = p.campaign WHERE g.id = '"
                        + ad.adGroup() + "' AND ghost = " + ghost);
    }
}
