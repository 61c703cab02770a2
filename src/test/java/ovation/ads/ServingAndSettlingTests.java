package ovation.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.ads.AdsHouse.daily;
import static ovation.ads.AdsHouse.group;
import static ovation.ads.AdsHouse.person;
import static ovation.attention.AttentionType.CLICKED;
import static ovation.attention.AttentionType.NOT_INTERESTED;
import static ovation.attention.AttentionType.SHOWN;
import static ovation.attention.AttentionType.WATCHED;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ovation.attention.AttentionEvent;
import ovation.attention.TrafficMark;
import ovation.feed.Guest.GuestItem;
import ovation.identity.AgeBand;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;

class ServingAndSettlingTests {

    private static AdsHouse house;

    @BeforeAll
    static void open() {
        house = new AdsHouse();
    }

    @BeforeEach
    void tidy() {
        house.tidy();
        // far from midnight, where daily leases end
        house.clock.moveTo(Instant.parse("2026-11-22T12:00:00Z"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void an_impression_is_billed_once_at_the_price_of_the_token() {
        var today = Account.day(AccountKind.AD_REVENUE_UNSETTLED, LocalDate.of(2026, 11, 22), "EUR");
        var revenueBefore = house.balance(today);
        var business = house.aBusinessWith("50.00");
        var ad = house.anApprovedAd(business, daily("20.00", "CPM", "4.00"));

        var item = house.seatFor(person(AgeBand.AGE_25_34, "DE")).orElseThrow();
        house.read(house.event(SHOWN, item, 0));
        house.read(house.event(SHOWN, item, 0), house.event(SHOWN, item, 0));

        assertThat(item.ad()).isEqualTo(ad.id());
        assertThat(item.label()).isEqualTo("Nordlicht");
        assertThat(house.claimOf(item).priceMicros()).isEqualTo(1_000); // alone: the reserve of EUR 1.00 a thousand
        assertThat(house.sum("SELECT sum(price_micros) FROM ads_charge")).isEqualTo(1_000);
        assertThat(house.sum("SELECT impressions FROM ads_stat")).isEqualTo(1);
        assertThat(house.sum("SELECT how_many FROM ads_unbilled WHERE reason = 'replayed'"))
                .isEqualTo(2);
        assertThat(house.balance(today) - revenueBefore).isEqualTo(1_000);
        house.checkBooks(business, "50.00");
    }

    @Test
    void a_click_ad_is_billed_for_the_click_and_counts_the_impression_that_it_proves() {
        var business = house.aBusinessWith("50.00");
        house.anApprovedAd(business, daily("20.00", "CPC", "0.50"));

        var item = house.seatFor(person(AgeBand.AGE_25_34, "DE")).orElseThrow();
        house.read(house.event(CLICKED, item, 0), house.event(CLICKED, item, 0));

        assertThat(house.sum("SELECT impressions FROM ads_stat")).isEqualTo(1);
        assertThat(house.sum("SELECT clicks FROM ads_stat")).isEqualTo(1);
        assertThat(house.sum("SELECT sum(price_micros) FROM ads_charge"))
                .isEqualTo(house.claimOf(item).priceMicros())
                .isLessThanOrEqualTo(500_000);
        house.checkBooks(business, "50.00");
    }

    @Test
    void a_view_ad_is_billed_for_six_seconds_once_however_long_it_is_watched() {
        var business = house.aBusinessWith("50.00");
        house.anApprovedAd(business, daily("20.00", "CPV", "0.05"));

        var item = house.seatFor(person(AgeBand.AGE_25_34, "DE")).orElseThrow();
        house.read(watched(item, 1_000), watched(item, 5_900));
        assertThat(house.sum("SELECT count(*) FROM ads_charge")).isZero();
        house.read(watched(item, 6_000), watched(item, 14_000));
        house.read(watched(item, 15_000), house.event(SHOWN, item, 0));

        assertThat(house.sum("SELECT sum(price_micros) FROM ads_charge"))
                .isEqualTo(house.claimOf(item).priceMicros())
                .isLessThanOrEqualTo(50_000);
        assertThat(house.sum("SELECT impressions FROM ads_stat")).isEqualTo(1);
        assertThat(house.sum("SELECT count(*) FROM ads_unbilled")).isZero();
        house.checkBooks(business, "50.00");
    }

    private static AttentionEvent watched(GuestItem item, int millis) {
        var event = house.event(WATCHED, item, 0);
        return new AttentionEvent(event.id(), WATCHED, event.exposure(), millis, event.at(), 0);
    }

    @Test
    void the_second_price_is_paid() {
        var one = house.aBusinessWith("50.00");
        var other = house.aBusinessWith("50.00");
        house.anApprovedAd(one, daily("20.00", "CPM", "4.00"));
        house.anApprovedAd(other, daily("20.00", "CPM", "2.50"));

        var claim = house.claimOf(house.seatFor(person(AgeBand.AGE_25_34, "DE")).orElseThrow());

        assertThat(claim.bidMicros()).isEqualTo(4_000_000);
        assertThat(claim.priceMicros()).isEqualTo(2_500);
        assertThat(claim.candidates()).isEqualTo(2);
    }

    /** From the charge's own row, as an advertiser can. */
    @Test
    void the_price_can_be_computed_from_what_the_charge_keeps() {
        var other = house.aBusinessWith("50.00");
        house.anApprovedAd(other, daily("20.00", "CPV", "0.02"));
        for (var billing : List.of("CPM", "CPC", "CPV")) {
            var bid = Map.of("CPM", "9.00", "CPC", "0.90", "CPV", "0.04").getOrDefault(billing, "");
            var business = house.aBusinessWith("50.00");
            house.anApprovedAd(business, daily("20.00", billing, bid));
            var item = house.seatFor(person(AgeBand.AGE_25_34, "DE")).orElseThrow();
            house.read(house.event(SHOWN, item, 0), house.event(CLICKED, item, 0), watched(item, 15_000));
        }

        assertThat(house.sum("SELECT count(*) FROM ads_charge")).isEqualTo(3);
        assertThat(house.sum("""
                SELECT count(*) FROM ads_charge WHERE price_micros = greatest(1, round(
                    least(bid_micros / CASE event WHEN 'impression' THEN 1000.0 ELSE 1 END
                              * multiplier_ppm / 1e6 * probability_ppb / 1e9,
                          greatest(reserve_micros, runner_up_micros / (quality_ppm / 1e6))) / (probability_ppb / 1e9)))
                """)).isEqualTo(3);
    }

    @Test
    void robots_and_late_reports_are_counted_and_never_billed() {
        var business = house.aBusinessWith("50.00");
        house.anApprovedAd(business, daily("20.00", "CPM", "4.00"));
        var viewer = person(AgeBand.AGE_25_34, "DE");

        var robot = house.seatFor(viewer).orElseThrow();
        house.read(house.event(SHOWN, robot, TrafficMark.DECLARED_ROBOT.bit()));
        var late = house.seatFor(viewer).orElseThrow();
        house.clock.advance(Duration.ofMinutes(16));
        house.read(house.event(SHOWN, late, 0));

        assertThat(house.sum("SELECT count(*) FROM ads_charge")).isZero();
        assertThat(house.sum("SELECT how_many FROM ads_unbilled WHERE reason = 'marked'"))
                .isEqualTo(1);
        assertThat(house.sum("SELECT how_many FROM ads_unbilled WHERE reason = 'late'"))
                .isEqualTo(1);
        house.checkBooks(business, "50.00");
    }

    @Test
    void a_crashed_nodes_lease_runs_out_and_gives_everything_back() {
        var business = house.aBusinessWith("5.00");
        house.anApprovedAd(business, daily("5.00", "CPM", "4.00"));
        var item = house.seatFor(person(AgeBand.AGE_25_34, "DE")).orElseThrow();
        assertThat(house.balance(Leases.reserved(business, "EUR"))).isPositive();

        house.clock.advance(Duration.ofMinutes(40));
        house.get(LeaseKeeper.class).closeExpired();
        house.read(house.event(SHOWN, item, 0));

        assertThat(house.balance(Leases.reserved(business, "EUR"))).isZero();
        assertThat(house.balance(Leases.prepaid(business, "EUR"))).isEqualTo(5_000_000);
        assertThat(house.sum("SELECT count(*) FROM ads_charge")).isZero();
        house.checkBooks(business, "5.00");
    }

    @Test
    void a_used_lease_is_cut_back_to_what_is_promised() {
        var business = house.aBusinessWith("5.00");
        house.anApprovedAd(business, daily("5.00", "CPM", "4.00"));
        var item = house.seatFor(person(AgeBand.AGE_25_34, "DE")).orElseThrow();

        house.clock.advance(Duration.ofSeconds(61));
        house.get(LeaseKeeper.class).keep();

        assertThat(house.sum("SELECT amount_micros FROM ads_lease ORDER BY id LIMIT 1"))
                .isEqualTo(house.claimOf(item).priceMicros());
        house.read(house.event(SHOWN, item, 0));
        assertThat(house.sum("SELECT count(*) FROM ads_charge")).isEqualTo(1);
        house.checkBooks(business, "5.00");
    }

    @Test
    void sixty_four_viewers_cannot_overspend_a_nearly_empty_budget() throws Exception {
        var business = house.aBusinessWith("3.00");
        house.anApprovedAd(business, daily("1.00", "CPC", "0.30"));
        var served = new ArrayList<GuestItem>();
        try (var threads = Executors.newFixedThreadPool(64)) {
            var seats = new ArrayList<Callable<List<GuestItem>>>();
            for (var i = 0; i < 64; i++) {
                var viewer = person(AgeBand.AGE_25_34, "DE");
                seats.add(() -> {
                    var items = new ArrayList<GuestItem>();
                    for (var n = 0; n < 20; n++) {
                        house.seatFor(viewer).ifPresent(items::add);
                    }
                    return items;
                });
            }
            for (var seat : threads.invokeAll(seats)) {
                served.addAll(seat.get());
            }
        }

        assertThat(served).isNotEmpty();
        var clicks = served.stream().map(item -> house.event(CLICKED, item, 0)).toList();
        for (var replay = 0; replay < 10; replay++) {
            house.read(clicks.toArray(AttentionEvent[]::new));
            house.work();
        }

        assertThat(house.sum("SELECT sum(price_micros) FROM ads_charge")).isBetween(1L, 1_000_000L);
        assertThat(house.sum(
                        "SELECT max(how_many) FROM (SELECT count(*) AS how_many FROM ads_charge GROUP BY exposure) e"))
                .isEqualTo(1);
        assertThat(house.balance(Leases.prepaid(business, "EUR"))).isNotNegative();
        house.checkBooks(business, "3.00");
    }

    @Test
    void an_empty_balance_serves_nothing_and_a_topup_does() {
        var business = house.aBusinessWith("0.0001");
        house.anApprovedAd(business, daily("5.00", "CPM", "4.00"));
        assertThat(house.seatFor(person(AgeBand.AGE_25_34, "DE"))).isEmpty();

        house.topUp(business, "5.00");
        house.get(LeaseKeeper.class).wake(business);
        house.work();

        assertThat(house.seatFor(person(AgeBand.AGE_25_34, "DE"))).isPresent();
    }

    @Test
    void nothing_unreviewed_rejected_or_edited_serves() {
        var business = house.aBusinessWith("50.00");
        var ad = house.anApprovedAd(business, daily("20.00", "CPM", "4.00"));
        var viewer = person(AgeBand.AGE_25_34, "DE");
        assertThat(house.seatFor(viewer)).isPresent();

        house.get(EditingAds.class)
                .change(
                        house.advertiser,
                        ad.id(),
                        new EditingAds.AdForm(null, null, null, null, "https://shop.example/other", null));
        house.work();
        assertThat(house.seatFor(viewer)).isEmpty();

        house.world.reject(house, ad.id(), "misleading");
        house.work();
        assertThat(house.seatFor(viewer)).isEmpty();
        assertThat(house.get(Ads.class).find(ad.id()).orElseThrow().reason()).isEqualTo("misleading");
    }

    @Test
    void a_paused_campaign_stops_and_gives_its_money_back() {
        var business = house.aBusinessWith("50.00");
        house.anApprovedAd(business, daily("20.00", "CPM", "4.00"));
        var campaign = house.get(Campaigns.class).of(business, null, 1).getFirst();

        house.get(EditingCampaigns.class).pause(house.advertiser, campaign.id());
        house.work();

        assertThat(house.seatFor(person(AgeBand.AGE_25_34, "DE"))).isEmpty();
        assertThat(house.balance(Leases.reserved(business, "EUR"))).isZero();
        house.get(EditingCampaigns.class).resume(house.advertiser, campaign.id());
        house.work();
        house.work();
        assertThat(house.seatFor(person(AgeBand.AGE_25_34, "DE"))).isPresent();
    }

    @Test
    void targeting_holds_for_region_age_and_visitors() {
        var business = house.aBusinessWith("50.00");
        house.anApprovedAd(business, group("daily", "20.00", "CPM", "4.00", List.of("DE"), List.of("AGE_25_34"), 0));

        assertThat(house.seatFor(person(AgeBand.AGE_25_34, "DE"))).get().satisfies(item -> assertThat(item.why())
                .extracting(why -> why.code() + " " + why.subject())
                .containsExactly("ad_region DE", "ad_age 25–34"));
        assertThat(house.seatFor(person(AgeBand.AGE_25_34, "FR"))).isEmpty();
        assertThat(house.seatFor(person(AgeBand.AGE_18_24, "DE"))).isEmpty();
        assertThat(house.seatFor(person(AgeBand.UNKNOWN, "DE"))).isEmpty();
    }

    @Test
    void a_frequency_cap_holds_within_a_page_and_over_the_day() {
        var business = house.aBusinessWith("50.00");
        house.anApprovedAd(business, group("daily", "20.00", "CPM", "4.00", null, null, 2));
        var viewer = person(AgeBand.AGE_25_34, "DE");

        var first = house.seatFor(viewer).orElseThrow();
        assertThat(house.seatFor(viewer)).isPresent();
        assertThat(house.seatFor(viewer)).isEmpty();

        house.read(house.event(SHOWN, first, 0));
        house.clock.advance(Duration.ofMinutes(20)); // the second was never seen
        house.get(LeaseKeeper.class).keep();
        assertThat(house.seatFor(viewer)).isPresent();
        assertThat(house.seatFor(viewer)).isEmpty();
    }

    @Test
    void not_interested_and_blocked_are_respected() {
        var business = house.aBusinessWith("50.00");
        house.anApprovedAd(business, daily("20.00", "CPM", "4.00"));
        var bored = person(AgeBand.AGE_25_34, "DE");
        var hostile = person(AgeBand.AGE_25_34, "DE");

        house.read(house.event(NOT_INTERESTED, house.seatFor(bored).orElseThrow(), 0));
        house.world.blocked.put(hostile.id(), Set.of(house.advertiser.id()));

        assertThat(house.seatFor(bored)).isEmpty();
        assertThat(house.seatFor(hostile)).isEmpty();
    }
}
