package ovation.ads.topview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ovation.ads.topview.TopViewStage.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.ads.AdsHouse;
import ovation.base.Refused;
import ovation.identity.AgeBand;
import ovation.identity.Businesses;
import ovation.ledger.Money;

class BookingTopViewsTests {

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
    void a_booking_freezes_its_price_and_calling_it_off_gives_everything_back() {
        var business = house.aBusinessWith("50.00");

        var booking = stage.book(business, stage.today().plusDays(1), 25);

        // nobody was counted yet: 1,000 openings, a quarter of them, at EUR 12 a thousand
        assertThat(booking.impressions()).isEqualTo(250);
        assertThat(booking.frozenMicros()).isEqualTo(3_000_000);
        assertThat(stage.prepaid(business)).isEqualTo(47_000_000);
        assertThat(stage.reserved(business)).isEqualTo(3_000_000);
        stage.checkBooks(business, "50.00");

        var booker = house.get(BookingTopViews.class);
        booker.cancel(house.advertiser, business, booking.id());
        booker.cancel(house.advertiser, business, booking.id());

        assertThat(stage.prepaid(business)).isEqualTo(50_000_000);
        assertThat(free(1)).isEqualTo(100);
        stage.checkBooks(business, "50.00");
    }

    @Test
    void a_hundred_at_once_never_sell_more_than_the_whole_day() throws Exception {
        var business = house.aBusinessWith("500.00");
        var creative = stage.anApprovedCreative(business).id();
        var day = stage.today().plusDays(3);
        var seed = 42L;
        var random = new Random(seed);
        var bookings = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 100; i++) {
            var share = random.nextInt(1, 12);
            bookings.add(() -> {
                try {
                    return stage.book(business, order(day, share, creative)).share();
                } catch (Refused soldOut) {
                    assertThat(soldOut.code()).isEqualTo(TopViewProblem.TOPVIEW_SOLD_OUT);
                    return 0;
                }
            });
        }
        var sold = 0;
        try (var pool = Executors.newFixedThreadPool(100)) {
            for (var done : pool.invokeAll(bookings)) {
                sold += done.get();
            }
        }

        assertThat(sold).as("seed %d", seed).isBetween(89, 100); // the last that fails wants at most 11
        assertThat(house.sum("SELECT sum(upper(buckets) - lower(buckets)) FROM ads_topview_slot"))
                .isEqualTo(sold * 100L);
        stage.checkBooks(business, "500.00");
    }

    @Test
    void the_database_itself_refuses_a_second_sale_of_a_bucket_to_a_hundred_who_try() throws Exception {
        var business = house.aBusinessWith("50.00");
        var day = stage.today().plusDays(4);
        var other = stage.book(business, stage.today().plusDays(5), 1).id();
        var inserts = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 100; i++) {
            var from = (i % 10) * 1000; // ten try for each tenth
            inserts.add(() -> {
                try {
                    return house.get(JdbcClient.class)
                            .sql("INSERT INTO ads_topview_slot VALUES (:booking, 'DE', :day, int4range(:from, :to))")
                            .param("booking", other)
                            .param("day", day)
                            .param("from", from)
                            .param("to", from + 1000)
                            .update();
                } catch (org.springframework.dao.DataAccessException refused) {
                    return 0;
                }
            });
        }
        var sold = 0;
        try (var pool = Executors.newFixedThreadPool(100)) {
            for (var done : pool.invokeAll(inserts)) {
                sold += done.get();
            }
        }

        assertThat(sold).isEqualTo(10);
        assertThat(house.sum(
                        "SELECT sum(upper(buckets) - lower(buckets)) FROM ads_topview_slot WHERE day = '" + day + "'"))
                .isEqualTo(10_000);
    }

    @Test
    void the_same_key_books_once() {
        var business = house.aBusinessWith("50.00");
        var wish = order(
                stage.today().plusDays(1),
                10,
                stage.anApprovedCreative(business).id());
        var booker = house.get(BookingTopViews.class);

        var first = booker.book(house.advertiser, business, "key", wish);
        house.clock.advance(Duration.ofHours(13)); // past midnight
        var again = booker.book(house.advertiser, business, "key", wish);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(house.sum("SELECT count(*) FROM ads_topview_booking")).isEqualTo(1);
        stage.checkBooks(business, "50.00");
    }

    @Test
    void refuses_what_cannot_be_bought_and_nothing_moves() {
        var business = house.aBusinessWith("5.00");
        var creative = stage.anApprovedCreative(business).id();
        var unseen = stage.aCreative(business).id();
        var tomorrow = stage.today().plusDays(1);

        refused("topview_balance_too_low", () -> stage.book(business, order(tomorrow, 100, creative)));
        refused("topview_creative_not_approved", () -> stage.book(business, order(tomorrow, 10, unseen)));
        refused(
                "topview_price_moved",
                () -> stage.book(business, order(tomorrow, 10, creative, Money.of("1.19", "EUR"))));
        field(
                "day",
                "in_the_past",
                () -> stage.book(business, order(stage.today().minusDays(1), 10, creative)));
        field(
                "day",
                "too_far_ahead",
                () -> stage.book(business, order(stage.today().plusDays(226), 10, creative)));
        field("share", "out_of_range", () -> stage.book(business, order(tomorrow, 101, creative)));
        field("share", "out_of_range", () -> stage.book(business, order(tomorrow, 0, creative)));
        field("creative", "not_your_creative", () -> stage.book(business, order(tomorrow, 10, UUID.randomUUID())));
        field(
                "market",
                "not_offered",
                () -> stage.book(business, new BookingTopViews.Order("ZZ", tomorrow, 10, creative, null)));
        var stranger = AdsHouse.person(AgeBand.AGE_25_34, "DE");
        refused("not_found", () -> house.get(BookingTopViews.class)
                .book(stranger, business, "theirs", order(tomorrow, 10, creative)));

        assertThat(stage.prepaid(business)).isEqualTo(5_000_000);
        assertThat(free(1)).isEqualTo(100);
        assertThat(stage.book(business, order(stage.today().plusDays(225), 10, creative, Money.of("1.20", "EUR")))
                        .frozenMicros())
                .isEqualTo(1_200_000);
    }

    @Test
    void what_is_booked_is_frozen_until_it_is_called_off() {
        var business = house.aBusinessWith("50.00");
        var creative = stage.anApprovedCreative(business);
        var booking = stage.book(business, order(stage.today().plusDays(1), 10, creative.id()));
        var editing = house.get(EditingTopViewCreatives.class);
        var newName = new TopViewForm(null, "Südlicht", null, null, null);

        refused("topview_creative_frozen", () -> editing.change(house.advertiser, business, creative.id(), newName));
        house.get(BookingTopViews.class).cancel(house.advertiser, business, booking.id());
        var changed = editing.change(house.advertiser, business, creative.id(), newName);

        assertThat(changed.displayName()).isEqualTo("Südlicht");
        assertThat(changed.review()).isEqualTo("in_review");
    }

    @Test
    void today_can_be_bought_for_the_hours_that_are_left_and_not_called_off() {
        var business = house.aBusinessWith("50.00");

        var booking = stage.book(business, stage.today(), 50);

        assertThat(booking.impressions()).isEqualTo(250); // half of the people, half of the day
        refused("topview_begun", () -> house.get(BookingTopViews.class)
                .cancel(house.advertiser, business, booking.id()));
    }

    @Test
    void a_share_is_found_in_the_gaps_that_others_left() {
        var business = house.aBusinessWith("90.00");
        var day = stage.today().plusDays(1);
        var one = stage.book(business, day, 30);
        stage.book(business, day, 30);
        var three = stage.book(business, day, 30);
        var booker = house.get(BookingTopViews.class);
        booker.cancel(house.advertiser, business, one.id());
        booker.cancel(house.advertiser, business, three.id());

        stage.book(business, day, 65);

        assertThat(free(1)).isEqualTo(5);
        stage.checkBooks(business, "90.00");
    }

    @Test
    void what_nobody_watched_goes_back_after_the_day() {
        var business = house.aBusinessWith("50.00");
        stage.book(business, stage.today().plusDays(1), 25);
        var ending = house.get(EndingTopViews.class);

        house.clock.moveTo(Instant.parse("2026-11-24T00:10:00Z"));
        ending.endPassed();
        assertThat(stage.reserved(business)).isEqualTo(3_000_000); // late reports may still come
        house.clock.moveTo(Instant.parse("2026-11-24T00:18:00Z"));
        ending.endPassed();
        ending.endPassed();

        assertThat(stage.reserved(business)).isZero();
        assertThat(stage.prepaid(business)).isEqualTo(50_000_000);
        stage.checkBooks(business, "50.00");
    }

    private static int free(int daysAhead) {
        var business = house.aBusinessWith("1.00");
        return house.get(BookingTopViews.class)
                .quote(
                        house.get(Businesses.class).find(business).orElseThrow(),
                        "DE",
                        stage.today().plusDays(daysAhead),
                        100)
                .free();
    }

    private static void refused(String code, ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.code().code())
                .isEqualTo(code));
    }

    private static void field(String field, String reason, ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.fields())
                .containsEntry(field, reason));
    }
}
