package ovation.ads.topview;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.ads.AdsHouse.person;
import static ovation.attention.AttentionType.CLICKED;
import static ovation.attention.AttentionType.SHOWN;
import static ovation.attention.AttentionType.WATCHED;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.ads.AdsHouse;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionType;
import ovation.attention.Surface;
import ovation.attention.TrafficMark;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.feed.Guest.GuestItem;
import ovation.feed.SeatRequest;
import ovation.identity.AgeBand;
import ovation.identity.Viewer;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.moderation.Reviews;

class ServingTopViewsTests {

    private static AdsHouse house;
    private static TopViewStage stage;

    @BeforeAll
    static void open() {
        house = new AdsHouse();
        stage = new TopViewStage(house);
    }

    @BeforeEach
    void tidy() {
        stage.tidy();
        house.clock.moveTo(Instant.parse("2026-11-22T12:00:00Z"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void everybody_of_the_market_sees_it_once_a_day_and_each_is_billed_once() {
        var today = Account.day(AccountKind.AD_REVENUE_UNSETTLED, LocalDate.of(2026, 11, 22), "EUR");
        var revenueBefore = house.balance(today);
        var business = house.aBusinessWith("50.00");
        var booking = stage.book(business, stage.today(), 100);
        var viewer = person(AgeBand.AGE_25_34, "DE");

        var item = opening(viewer).orElseThrow();
        assertThat(item.takeoverMillis()).isEqualTo(3000);
        assertThat(item.label()).isEqualTo("Nordlicht");
        assertThat(opening(viewer)).as("while the first is under way").isEmpty();
        for (var i = 0; i < 10; i++) {
            read(event(SHOWN, item, 0)); // ten times the same token
        }
        house.clock.advance(Duration.ofHours(5));
        assertThat(opening(viewer)).as("later the same day").isEmpty();
        assertThat(opening(person(AgeBand.AGE_25_34, "FR")))
                .as("another market")
                .isEmpty();
        assertThat(opening(person(AgeBand.AGE_13_17, "DE"))).as("minors too").isPresent();

        assertThat(house.sum("SELECT settled_micros FROM ads_topview_booking")).isEqualTo(12_000);
        assertThat(house.balance(today) - revenueBefore).isEqualTo(12_000);
        assertThat(house.sum("SELECT impressions FROM ads_topview_stat")).isEqualTo(1);
        assertThat(house.get(TopViewTiesOut.class).check()).isEmpty();
        stage.checkBooks(business, "50.00");
        assertThat(booking.frozenMicros()).isEqualTo(500 * 12_000);
    }

    @Test
    void a_share_is_that_share_of_the_people_and_another_brand_gets_the_others() {
        var one = house.aBusinessWith("50.00");
        var other = house.aBusinessWith("50.00");
        var mine = stage.book(one, stage.today(), 30);
        stage.book(other, stage.today(), 50);
        house.get(TopViewBoard.class).refresh();

        var random = new Random(7);
        var first = 0;
        var second = 0;
        for (var i = 0; i < 4_000; i++) {
            var bought = house.get(TopViewBoard.class)
                    .of(new UUID(random.nextLong(), random.nextLong()), "DE", house.clock.instant());
            if (bought.isPresent()) {
                first += bought.get().booking().equals(mine.id()) ? 1 : 0;
                second += bought.get().booking().equals(mine.id()) ? 0 : 1;
            }
        }

        assertThat(first).isBetween(1_100, 1_300); // 1,200 ± 3 σ of 29
        assertThat(second).isBetween(1_900, 2_100);
    }

    @Test
    void reports_count_people_clicks_and_views_and_say_what_was_not_billed() {
        var business = house.aBusinessWith("50.00");
        var booking = stage.book(business, stage.today(), 100);
        var item = opening(person(AgeBand.AGE_25_34, "DE")).orElseThrow();
        read(event(SHOWN, item, 0), watched(item, 2_500), watched(item, 7_000), event(CLICKED, item, 0));
        var robot = opening(person(AgeBand.AGE_25_34, "DE")).orElseThrow();
        read(event(SHOWN, robot, TrafficMark.DECLARED_ROBOT.bit()));
        var late = opening(person(AgeBand.AGE_25_34, "DE")).orElseThrow();
        house.clock.advance(Duration.ofMinutes(61));
        read(event(SHOWN, late, 0));

        var report = house.get(TopViewReports.class).of(booking);

        assertThat(report.total().impressions()).isEqualTo(2);
        assertThat(report.total().reach()).isEqualTo(2);
        assertThat(report.total().clicks()).isEqualTo(1);
        assertThat(report.total().views2()).isEqualTo(1);
        assertThat(report.total().views6()).isEqualTo(1);
        assertThat(report.total().spend().micros()).isEqualTo(12_000);
        assertThat(report.hours()).hasSize(1);
        assertThat(report.unbilled()).containsEntry("marked", 1L).containsEntry("late", 1L);
        stage.checkBooks(business, "50.00");
    }

    @Test
    void who_is_served_twice_by_two_nodes_is_billed_once() {
        var business = house.aBusinessWith("50.00");
        stage.book(business, stage.today(), 100);
        var viewer = person(AgeBand.AGE_25_34, "DE");
        var one = opening(viewer).orElseThrow();
        house.clock.advance(Duration.ofMinutes(2)); // the first was never seen, as far as is known
        var two = opening(viewer).orElseThrow();

        read(event(SHOWN, one, 0));
        read(event(SHOWN, two, 0));

        assertThat(house.sum("SELECT count(*) FROM ads_topview_charge")).isEqualTo(1);
        assertThat(house.sum("SELECT how_many FROM ads_topview_unbilled WHERE reason = 'same_person'"))
                .isEqualTo(1);
        assertThat(house.sum("SELECT sum(reached) FROM ads_topview_stat")).isEqualTo(1);
        stage.checkBooks(business, "50.00");
    }

    @Test
    void never_bills_more_than_was_frozen_and_keeps_its_voice() {
        var business = house.aBusinessWith("50.00");
        house.clock.moveTo(Instant.parse("2026-11-22T23:10:00Z"));
        var booking = stage.book(business, stage.today(), 3); // 1,000 · 3 % · 1 h: one impression
        assertThat(booking.impressions()).isEqualTo(1);
        var events = new ArrayList<AttentionEvent>();
        while (events.size() < 5) {
            opening(person(AgeBand.AGE_25_34, "DE")).ifPresent(item -> events.add(event(SHOWN, item, 0)));
        }

        read(events.toArray(AttentionEvent[]::new));
        assertThat(house.sum("SELECT settled_micros FROM ads_topview_booking")).isEqualTo(booking.frozenMicros());
        assertThat(house.sum("SELECT how_many FROM ads_topview_unbilled WHERE reason = 'beyond_order'"))
                .isEqualTo(4);
        house.clock.moveTo(Instant.parse("2026-11-23T00:20:00Z"));
        house.get(EndingTopViews.class).endPassed();

        assertThat(stage.reserved(business)).isZero();
        stage.checkBooks(business, "50.00");
    }

    @Test
    void the_same_creative_runs_nowhere_else_that_day() {
        var business = house.aBusinessWith("50.00");
        var video = house.aClipOnAir(business, "CPM", "4.00");
        assertThat(house.seatFor(person(AgeBand.AGE_25_34, "DE"))).isPresent();
        var creative =
                house.get(EditingTopViewCreatives.class).create(house.advertiser, business, TopViewStage.form(video));
        house.world.approve(house, creative.id());

        var tomorrow = stage.book(business, TopViewStage.order(stage.today().plusDays(1), 50, creative.id()));
        house.work();
        assertThat(house.seatFor(person(AgeBand.AGE_25_34, "DE")))
                .as("the day before")
                .isPresent();
        house.clock.moveTo(Instant.parse("2026-11-23T00:00:01Z"));
        house.work();
        assertThat(house.seatFor(person(AgeBand.AGE_25_34, "DE"))).as("its day").isEmpty();
        house.clock.moveTo(Instant.parse("2026-11-24T00:00:01Z"));
        house.work();
        assertThat(house.seatFor(person(AgeBand.AGE_25_34, "DE")))
                .as("the day after")
                .isPresent();

        stage.book(business, TopViewStage.order(stage.today().plusDays(1), 100, creative.id()));
        house.work();
        assertThat(house.seatFor(person(AgeBand.AGE_25_34, "DE")))
                .as("the day before one that is bought whole")
                .isEmpty();
        assertThat(tomorrow.share()).isEqualTo(50);
    }

    @Test
    void a_creative_that_is_rejected_stops_and_its_money_goes_back_after_the_day() {
        var business = house.aBusinessWith("50.00");
        var booking = stage.book(business, stage.today(), 100);
        assertThat(opening(person(AgeBand.AGE_25_34, "DE"))).isPresent();

        var creative = SubjectRef.ad(booking.creative());
        house.get(Reviews.class).submit("reports", creative, house.moderator.id(), "Reported", "/v/1");
        house.world.reject(house, booking.creative(), "misleading");

        assertThat(opening(person(AgeBand.AGE_25_34, "DE"))).isEmpty();
        house.clock.moveTo(Instant.parse("2026-11-23T00:20:00Z"));
        house.get(EndingTopViews.class).endPassed();
        assertThat(stage.prepaid(business)).isEqualTo(50_000_000);
    }

    @Test
    void neither_the_blocked_nor_what_only_adults_may_see_is_shown() {
        var business = house.aBusinessWith("50.00");
        var booking = stage.book(business, stage.today(), 100);
        var viewer = person(AgeBand.AGE_25_34, "DE");
        house.world.blocked.put(viewer.id(), Set.of(house.advertiser.id()));

        assertThat(opening(viewer)).isEmpty();
        assertThat(opening(house.advertiser)).as("his own").isEmpty();
        house.world.clips.remove(booking.video());
        assertThat(opening(person(AgeBand.AGE_25_34, "DE"))).as("taken down").isEmpty();
    }

    @Test
    void the_forecast_is_the_mean_of_the_last_days_once_there_are_enough_people() {
        var forecast = house.get(TopViewForecast.class);
        for (var i = 0; i < 3_000; i++) {
            forecast.opened(UUID.randomUUID(), "DE", house.clock.instant());
        }
        var twice = UUID.randomUUID();
        forecast.opened(twice, "DE", house.clock.instant());
        forecast.opened(twice, "DE", house.clock.instant());
        forecast.write();
        house.clock.advance(Duration.ofDays(1));

        assertThat(forecast.openings("DE", stage.today())).isEqualTo(3_001);
        assertThat(forecast.openings("FR", stage.today())).isEqualTo(1_000);
        assertThat(forecast.impressions(3_001, 50, stage.today().plusDays(1), house.clock.instant()))
                .isEqualTo(1_500);
    }

    private static Optional<GuestItem> opening(Viewer viewer) {
        house.get(TopViewBoard.class).refresh();
        return house.get(TopViewSeats.class)
                .open(new SeatRequest(
                        viewer, Surface.FOR_YOU, false, List.of(), new UUID(0, 9), house.clock.instant()));
    }

    private static AttentionEvent event(AttentionType type, GuestItem item, int marks) {
        return house.event(type, item, marks);
    }

    private static AttentionEvent watched(GuestItem item, int millis) {
        var plain = house.event(WATCHED, item, 0);
        return new AttentionEvent(Ids.next(house.clock), WATCHED, plain.exposure(), millis, plain.at(), 0);
    }

    private static void read(AttentionEvent... events) {
        new TransactionTemplate(house.get(PlatformTransactionManager.class))
                .executeWithoutResult(status -> house.get(TopViewSettling.class).read(List.of(events)));
        house.get(TopViewOnce.class).hear(List.of(events), true);
    }
}
