package ovation.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ovation.ads.AdsHouse.daily;
import static ovation.ads.AdsHouse.person;
import static ovation.attention.AttentionType.CLICKED;
import static ovation.attention.AttentionType.CONVERTED;
import static ovation.attention.AttentionType.SHOWN;
import static ovation.attention.AttentionType.WATCHED;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.ads.measure.TestMeasure;
import ovation.ads.measure.TestMeasure.Event;
import ovation.attention.AttentionEvent;
import ovation.attention.Conversion;
import ovation.attention.Exposure;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.feed.Guest.GuestItem;
import ovation.identity.AgeBand;
import ovation.identity.Viewer;

/** Conversions: taken once, credited to one touch at most, of nobody who did not agree. */
class MeasuringTests {

    private static final long PRICE = 40_000_000;

    private static AdsHouse house;
    private static TestMeasure measure;
    private UUID business;
    private Ad ad;
    private UUID campaign;
    private UUID pixel;

    @BeforeAll
    static void open() {
        house = new AdsHouse();
        measure = new TestMeasure(house.context());
    }

    @BeforeEach
    void an_ad_and_a_pixel() {
        house.tidy();
        house.world.recorded.clear();
        house.clock.moveTo(Instant.parse("2026-11-22T12:00:00Z"));
        business = house.aBusinessWith("50.00");
        ad = house.anApprovedAd(business, daily("20.00", "CPM", "5.00"));
        campaign = house.get(AdGroups.class).find(ad.adGroup()).orElseThrow().campaign();
        pixel = measure.pixel(house.advertiser, business);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private GuestItem shown(Viewer viewer) {
        house.work();
        house.work();
        var item = house.seatFor(viewer).orElseThrow();
        measure.read(house.event(SHOWN, item, 0));
        return item;
    }

    private GuestItem clicked(Viewer viewer) {
        var item = shown(viewer);
        measure.read(house.event(CLICKED, item, 0));
        return item;
    }

    private GuestItem watched(Viewer viewer) {
        var item = shown(viewer);
        measure.read(
                new AttentionEvent(Ids.next(house.clock), WATCHED, exposure(item), 6_500, house.clock.instant(), 0));
        return item;
    }

    private static Exposure exposure(GuestItem item) {
        return house.world.tokens.get(item.token());
    }

    private static String clickId(GuestItem item) {
        var url = String.valueOf(item.landingUrl());
        assertThat(url).contains("?ovclid=");
        return url.substring(url.indexOf("ovclid=") + 7);
    }

    private Event purchase(String id, GuestItem click) {
        return new Event("purchase", id, house.clock.instant(), PRICE, clickId(click), null, false);
    }

    private List<String> take(Event... events) {
        return measure.take(pixel, false, events);
    }

    private List<String> credited() {
        house.clock.advance(Duration.ofMinutes(3));
        measure.attribute();
        return measure.credited(campaign);
    }

    @Test
    void pixel_and_server_count_once_and_ten_replays_change_nothing() {
        var order = purchase("order-1", clicked(person(AgeBand.AGE_25_34, "DE")));

        assertThat(measure.take(pixel, false, order, order)).containsExactly("accepted", "duplicate");
        assertThat(measure.take(pixel, true, order)).containsExactly("duplicate");
        for (var replay = 0; replay < 10; replay++) {
            assertThat(measure.take(pixel, replay % 2 == 0, order)).containsExactly("duplicate");
            measure.attribute();
        }

        assertThat(credited()).containsExactly("purchase by click of 1");
        credited();
        assertThat(house.sum("SELECT count(*) FROM ads_attribution")).isEqualTo(1);
        assertThat(house.sum("SELECT sum(value_micros) FROM ads_attribution")).isEqualTo(PRICE);
        assertThat(house.sum("SELECT copies FROM ads_conversion WHERE other_source"))
                .isEqualTo(12);
        assertThat(house.world.recorded).hasSize(1);
        assertThat(house.world.recorded.getFirst().type()).isEqualTo(CONVERTED);
    }

    @Test
    void the_same_id_of_another_event_or_another_pixel_is_another_conversion() {
        var item = clicked(person(AgeBand.AGE_25_34, "DE"));
        var other = measure.pixel(house.advertiser, business);
        var cart = new Event("add_to_cart", "1", null, 0, clickId(item), null, false);

        assertThat(take(purchase("1", item), cart)).containsExactly("accepted", "accepted");
        assertThat(measure.take(other, false, purchase("1", item))).containsExactly("accepted");

        assertThat(credited()).hasSize(3);
    }

    @Test
    void a_click_comes_before_an_engaged_view_and_that_before_a_view_and_of_clicks_the_latest() {
        var viewer = matched(person(AgeBand.AGE_25_34, "DE"));
        var first = clicked(viewer);
        house.clock.advance(Duration.ofHours(1));
        var second = clicked(viewer);
        house.clock.advance(Duration.ofHours(1));
        watched(viewer);
        house.clock.advance(Duration.ofHours(1));
        shown(viewer);
        house.clock.advance(Duration.ofHours(1));

        take(known("a", viewer));

        assertThat(credited()).containsExactly("purchase by click of 4");
        assertThat(measure.creditedExposure(campaign))
                .isEqualTo(exposure(second).id())
                .isNotEqualTo(exposure(first).id());
    }

    @Test
    void an_engaged_view_comes_before_a_later_view() {
        var viewer = matched(person(AgeBand.AGE_25_34, "DE"));
        var engaged = watched(viewer);
        house.clock.advance(Duration.ofHours(2));
        shown(viewer);
        house.clock.advance(Duration.ofHours(2));

        take(known("a", viewer));

        assertThat(credited()).containsExactly("purchase by engaged_view of 2");
        assertThat(measure.creditedExposure(campaign))
                .isEqualTo(exposure(engaged).id());
    }

    @Test
    void windows_end_to_the_second() {
        var viewer = matched(person(AgeBand.AGE_25_34, "DE"));
        var item = clicked(viewer);
        var at = house.clock.instant();
        house.clock.advance(Duration.ofDays(7).minusSeconds(20));
        take(known("in", viewer), at("out", item, at.plus(Duration.ofDays(7)).plusSeconds(20)));

        assertThat(credited()).containsExactly("purchase by click of 1");
    }

    @Test
    void a_view_counts_for_a_day_and_no_touch_after_the_deed_counts() {
        var viewer = matched(person(AgeBand.AGE_25_34, "DE"));
        var before = house.clock.instant().minusSeconds(60);
        shown(viewer);
        house.clock.advance(Duration.ofHours(23));
        take(known("in", viewer), new Event("purchase", "before", before, PRICE, null, email(viewer), false));
        house.clock.advance(Duration.ofHours(2));
        take(known("out", viewer));

        assertThat(credited()).containsExactly("purchase by view of 1");
    }

    @Test
    void windows_are_the_campaigns_choice() {
        var viewer = matched(person(AgeBand.AGE_25_34, "DE"));
        measure.windows(house.advertiser, campaign, 0, 7);
        clicked(viewer);
        house.clock.advance(Duration.ofDays(5));
        take(known("v", viewer));
        assertThat(credited()).containsExactly("purchase by view of 1");

        measure.windows(house.advertiser, campaign, 28, 0);
        house.clock.advance(Duration.ofDays(20));
        take(known("c", viewer));
        assertThat(credited()).contains("purchase by click of 1").hasSize(2);

        assertThatThrownBy(() -> measure.windows(house.advertiser, campaign, 3, 1))
                .isInstanceOf(Refused.class);
        var stranger = person(AgeBand.AGE_35_44, "DE");
        assertThatThrownBy(() -> measure.windows(stranger, campaign, 7, 1))
                .extracting(thrown -> ((Refused) thrown).code().status())
                .isEqualTo(404);
    }

    @Test
    void of_minors_nothing_is_kept_and_they_cannot_choose_otherwise() {
        var minor = person(AgeBand.AGE_13_17, "DE");
        var item = shown(minor);
        measure.read(house.event(CLICKED, item, 0));

        assertThat(item.landingUrl()).doesNotContain("ovclid");
        assertThat(house.sum("SELECT count(*) FROM ads_touch")).isZero();
        assertThatThrownBy(() -> measure.choose(minor, "matched"))
                .extracting(thrown -> ((Refused) thrown).fields().get("choice"))
                .isEqualTo("adults_only");
        take(known("a", minor), at("b", clickIdOf(exposure(item).id())));
        bought(minor, ad.id());
        assertThat(credited()).isEmpty();
    }

    @Test
    void an_email_finds_only_who_agreed_and_only_as_long_as_he_does() {
        var viewer = person(AgeBand.AGE_25_34, "DE");
        house.world.emails.put(viewer.id(), hash(viewer));
        clicked(viewer);
        take(known("1", viewer));
        assertThat(credited()).isEmpty();

        measure.choose(viewer, "matched");
        take(known("2", viewer));
        assertThat(credited()).hasSize(1);

        take(new Event("purchase", "3", null, PRICE, null, email(viewer), true));
        assertThat(credited()).as("the shop's visitor has not agreed").hasSize(1);

        measure.choose(viewer, "clicks");
        take(known("4", viewer));
        assertThat(credited()).hasSize(1);
        assertThat(house.sum("SELECT count(*) FROM ads_measure_choice WHERE email_sha256 IS NOT NULL"))
                .isZero();
    }

    @Test
    void who_wants_nothing_measured_is_forgotten_and_carries_no_click_id() {
        var viewer = matched(person(AgeBand.AGE_25_34, "DE"));
        clicked(viewer);
        measure.choose(viewer, "none");

        assertThat(house.sum("SELECT count(*) FROM ads_touch")).isZero();
        assertThat(shown(viewer).landingUrl()).doesNotContain("ovclid");
        assertThat(house.sum("SELECT count(*) FROM ads_touch")).isZero();
        take(known("a", viewer));
        assertThat(credited()).isEmpty();
    }

    @Test
    void a_forged_click_id_or_that_of_another_business_credits_nobody() {
        var item = clicked(person(AgeBand.AGE_25_34, "DE"));
        var rival = house.aBusinessWith("50.00");
        var theirs = measure.pixel(house.advertiser, rival);
        var forged = new ClickIds("another secret of thirty-two characters")
                .of(exposure(item).id());

        assertThat(take(at("forged", forged))).containsExactly("accepted");
        assertThat(measure.take(theirs, true, purchase("rival", item))).containsExactly("accepted");

        assertThat(credited()).isEmpty();
        assertThat(house.sum("SELECT count(*) FROM ads_conversion WHERE matched_by = 'nothing'"))
                .isEqualTo(1);
        assertThat(house.sum("SELECT count(*) FROM ads_conversion WHERE person IS NOT NULL"))
                .isZero();
    }

    @Test
    void what_cannot_be_is_refused_each_by_itself() {
        var now = house.clock.instant();
        assertThat(take(
                        new Event("Purchase!", "1", now, 0, null, null, false),
                        new Event("purchase", "a b", now, 0, null, null, false),
                        new Event("purchase", "2", now.minus(Duration.ofDays(7)).minusSeconds(5), 0, null, null, false),
                        new Event("purchase", "3", now.plus(Duration.ofMinutes(6)), 0, null, null, false),
                        new Event("purchase", "4", now, -1, null, null, false),
                        new Event("purchase", "5", now, 0, null, "mia@example.com", false),
                        new Event("purchase", "6", now, 0, null, null, false)))
                .containsExactly(
                        "refused event_unknown",
                        "refused id_invalid",
                        "refused too_old",
                        "refused in_future",
                        "refused value_invalid",
                        "refused match_key_invalid",
                        "accepted");
        assertThat(house.sum("SELECT sum(how_many) FROM ads_pixel_refusal")).isEqualTo(6);
    }

    @Test
    void robots_leave_no_touch() {
        var item = house.seatFor(person(AgeBand.AGE_25_34, "DE")).orElseThrow();
        measure.read(house.event(SHOWN, item, 1), house.event(CLICKED, item, 1));

        assertThat(house.sum("SELECT count(*) FROM ads_touch")).isZero();
    }

    @Test
    void a_purchase_inside_is_credited_to_the_ad_that_led_to_it_and_to_no_other() {
        var viewer = person(AgeBand.AGE_25_34, "DE");
        var product = UUID.randomUUID();
        house.get(JdbcClient.class)
                .sql("UPDATE ads_ad SET card_kind = 'test_product', card = :card WHERE id = :ad")
                .param("card", product)
                .param("ad", ad.id())
                .update();
        clicked(viewer);

        bought(viewer, UUID.randomUUID());
        bought(person(AgeBand.AGE_25_34, "DE"), product);
        assertThat(credited()).isEmpty();
        var event = bought(viewer, product);
        measure.read(event, event);

        assertThat(credited()).containsExactly("purchase by click of 1");
    }

    private static AttentionEvent bought(Viewer viewer, UUID product) {
        var now = house.clock.instant();
        var event = new AttentionEvent(
                Ids.next(house.clock),
                CONVERTED,
                new Exposure(
                        Ids.next(house.clock),
                        viewer.id(),
                        false,
                        new SubjectRef("test_product", product),
                        UUID.randomUUID(),
                        Surface.PAGE,
                        false,
                        0,
                        now,
                        new Conversion("purchase", PRICE, "EUR").claim()),
                0,
                now,
                0);
        measure.read(event);
        return event;
    }

    private static Viewer matched(Viewer viewer) {
        house.world.emails.put(viewer.id(), hash(viewer));
        measure.choose(viewer, "matched");
        return viewer;
    }

    private static Event known(String id, Viewer viewer) {
        return new Event("purchase", id.replace(' ', '-'), house.clock.instant(), PRICE, null, email(viewer), false);
    }

    private static Event at(String id, GuestItem item, Instant at) {
        return new Event("purchase", id, at, PRICE, clickId(item), null, false);
    }

    private static Event at(String id, String click) {
        return new Event("purchase", id, house.clock.instant(), PRICE, click, null, false);
    }

    private static String clickIdOf(UUID exposure) {
        return house.get(ClickIds.class).of(exposure);
    }

    private static String email(Viewer viewer) {
        return HexFormat.of().formatHex(hash(viewer));
    }

    private static byte[] hash(Viewer viewer) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((viewer.id() + "@example.com").getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
