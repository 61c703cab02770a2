package ovation.ads.topview;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import ovation.ads.AdsHouse;
import ovation.ads.Days;
import ovation.ledger.Money;

/** What TopView's tests begin with. */
final class TopViewStage {

    private final AdsHouse house;

    TopViewStage(AdsHouse house) {
        this.house = house;
    }

    /** Bookings of earlier tests are gone; the ledger's books stay. */
    void tidy() {
        house.tidy();
        house.get(TopViewForecast.class).write();
        try (var owner = house.database.ownerDataSource()) {
            new JdbcTemplate(owner).execute("""
                    TRUNCATE ads_topview_creative, ads_topview_booking, ads_topview_end, ads_topview_slot,
                        ads_topview_delivery, ads_topview_reached, ads_topview_charge, ads_topview_stat,
                        ads_topview_unbilled, ads_topview_opening CASCADE
                    """);
        }
    }

    LocalDate today() {
        return Days.of(house.clock.instant());
    }

    TopViewCreative aCreative(UUID business) {
        return house.get(EditingTopViewCreatives.class).create(house.advertiser, business, form(house.aCreative(15)));
    }

    static TopViewForm form(UUID video) {
        return new TopViewForm(video, "Nordlicht", "Shop now", "https://shop.example/coats", null);
    }

    TopViewCreative anApprovedCreative(UUID business) {
        var creative = aCreative(business);
        house.world.approve(house, creative.id());
        return house.get(TopViewCreatives.class).find(creative.id()).orElseThrow();
    }

    static BookingTopViews.Order order(LocalDate day, int share, UUID creative) {
        return order(day, share, creative, null);
    }

    static BookingTopViews.Order order(LocalDate day, int share, UUID creative, @Nullable Money atMost) {
        return new BookingTopViews.Order("DE", day, share, creative, atMost);
    }

    TopViewBooking book(UUID business, LocalDate day, int share) {
        return book(business, order(day, share, anApprovedCreative(business).id()));
    }

    TopViewBooking book(UUID business, BookingTopViews.Order order) {
        return house.get(BookingTopViews.class)
                .book(house.advertiser, business, UUID.randomUUID().toString(), order);
    }

    long prepaid(UUID business) {
        return house.balance(TopViewBooking.prepaid(business, "EUR"));
    }

    long reserved(UUID business) {
        return house.balance(TopViewBooking.reserved(business, "EUR"));
    }

    /** What must hold whatever has happened: every micro is prepaid, frozen in an open booking, or charged. */
    void checkBooks(UUID business, String toppedUp) {
        var its = " FROM ads_topview_booking b LEFT JOIN ads_topview_end e ON e.booking = b.id WHERE b.business = '"
                + business + "'";
        var frozen =
                house.sum("SELECT coalesce(sum(b.frozen_micros - b.settled_micros), 0)" + its + " AND e.how IS NULL");
        var settled = house.sum("SELECT coalesce(sum(b.settled_micros), 0)" + its);
        equal("reserved = open bookings", reserved(business), frozen);
        equal(
                "prepaid + reserved + settled = topped up",
                prepaid(business) + frozen + settled,
                Money.of(toppedUp, "EUR").micros());
        equal("settled = charges", settled, house.sum("""
                SELECT coalesce(sum(c.price_micros), 0) FROM ads_topview_charge c
                JOIN ads_topview_booking b ON b.id = c.booking WHERE b.business = '%s'
                """.formatted(business)));
        equal("settled = reports", settled, house.sum("""
                SELECT coalesce(sum(s.spend_micros), 0) FROM ads_topview_stat s
                JOIN ads_topview_booking b ON b.id = s.booking WHERE b.business = '%s'
                """.formatted(business)));
    }

    static void equal(String what, long one, long other) {
        if (one != other) {
            throw new AssertionError(what + ": " + one + " ≠ " + other);
        }
    }
}
