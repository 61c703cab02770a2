package ovation.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ovation.ads.AdsHouse.person;
import static ovation.attention.AttentionType.CLICKED;
import static ovation.attention.AttentionType.SHOWN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.ads.EditingAdGroups.AdGroupForm;
import ovation.ads.billing.TestInvalid;
import ovation.ads.goal.Goal.GoalForm;
import ovation.ads.guarantee.TestGuarantee;
import ovation.ads.measure.TestMeasure;
import ovation.ads.measure.TestMeasure.Event;
import ovation.base.Refused;
import ovation.identity.AgeBand;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;

/** Strategies that can be chosen, and what they promise: given back where it was not kept, once. */
class GuaranteeTests {

    private static AdsHouse house;
    private static TestMeasure measure;
    private static TestGuarantee guarantee;
    private static TestInvalid invalid;
    private UUID business;

    @BeforeAll
    static void open() {
        house = new AdsHouse();
        measure = new TestMeasure(house.context());
        guarantee = new TestGuarantee(house.context());
        invalid = new TestInvalid(house.context());
    }

    @BeforeEach
    void tidy() {
        house.tidy();
        house.clock.moveTo(Instant.parse("2026-11-22T09:00:00Z"));
        business = house.aBusinessWith("50.00");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static AdGroupForm group(
            String billing, @Nullable String bid, String pacing, @Nullable Instant endsAt, GoalForm goal) {
        return new AdGroupForm(
                "Group",
                "daily",
                Money.of("20.00", "EUR"),
                null,
                endsAt,
                null,
                null,
                null,
                billing,
                bid == null ? null : Money.of(bid, "EUR"),
                0,
                1,
                pacing,
                null,
                goal);
    }

    private static AdGroupForm conversions(String strategy, @Nullable String bid, @Nullable Integer roas) {
        return group("OCPM", bid, "smooth", null, new GoalForm(strategy, "purchase", roas));
    }

    private UUID campaignOf(Ad ad) {
        return house.get(AdGroups.class).find(ad.adGroup()).orElseThrow().campaign();
    }

    /** So many see it, the first of them buy. @return what they paid together */
    private long dayOf(int people, int buyers, UUID pixel, long valueMicros) {
        return dayOf(people, buyers, pixel, valueMicros, true);
    }

    private long dayOf(int people, int buyers, UUID pixel, long valueMicros, boolean toldByServer) {
        for (var i = 0; i < people; i++) {
            house.clock.advance(Duration.ofMinutes(1));
            house.work();
            house.get(Stands.class).tick();
            house.work(); // leases may have run out since
            var item = house.seatFor(person(AgeBand.AGE_25_34, "DE")).orElseThrow();
            var shown = house.event(SHOWN, item, 0);
            var clicked = house.event(CLICKED, item, 0);
            house.read(shown, clicked);
            measure.read(shown, clicked);
            if (i < buyers) {
                var url = String.valueOf(item.landingUrl());
                measure.take(
                        pixel,
                        toldByServer,
                        new Event(
                                "purchase",
                                UUID.randomUUID().toString(),
                                house.clock.instant(),
                                valueMicros,
                                url.substring(url.indexOf("ovclid=") + 7),
                                null,
                                false));
            }
        }
        house.clock.advance(Duration.ofMinutes(3));
        measure.attribute();
        return house.sum("SELECT coalesce(sum(price_micros), 0) FROM ads_charge WHERE business = '" + business + "'");
    }

    private long prepaid() {
        return house.balance(new Account(AccountKind.ADVERTISER_PREPAID, business, "EUR"));
    }

    private static long platform() {
        return house.balance(Account.platform(AccountKind.AD_REVENUE_PLATFORM, "EUR"));
    }

    @Test
    void what_a_cap_did_not_keep_comes_back_once_whoever_asks_however_often() {
        var pixel = measure.pixel(house.advertiser, business);
        // A return that nothing can keep: the value is a thousandth of what was said.
        var ad = house.anApprovedAd(business, conversions("target_roas", "20.00", 100));
        var cost = dayOf(20, 12, pixel, 100);
        assertThat(cost).isPositive();
        var allowed = 12 * 100L;
        var prepaid = prepaid();
        var platform = platform();

        guarantee.judge();
        assertThat(guarantee.verdicts(campaignOf(ad))).as("its day is not over").isEmpty();
        house.clock.moveTo(Instant.parse("2026-12-01T01:00:00Z"));
        IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(guarantee::judge))
                .toList()
                .forEach(CompletableFuture::join);
        guarantee.judge();

        assertThat(guarantee.verdicts(campaignOf(ad))).containsExactly("2026-11-22 credited " + (cost - allowed));
        assertThat(prepaid()).isEqualTo(prepaid + cost - allowed);
        assertThat(platform()).isEqualTo(platform - cost + allowed);
        assertThat(house.sum("SELECT count(*) FROM ads_guarantee WHERE business = '" + business + "'"))
                .isEqualTo(1);
    }

    @Test
    void what_was_credited_as_invalid_before_is_no_cost_and_brought_nothing() {
        var pixel = measure.pixel(house.advertiser, business);
        var ad = house.anApprovedAd(business, conversions("target_roas", "20.00", 100));
        var cost = dayOf(20, 12, pixel, 100);
        var before = prepaid();
        var bought = charge("ASC");
        var not = charge("DESC");
        invalid.find(bought.viewer());
        invalid.find(not.viewer());
        invalid.credit();
        assertThat(prepaid()).isEqualTo(before + bought.price() + not.price());

        house.clock.moveTo(Instant.parse("2026-12-01T01:00:00Z"));
        guarantee.judge();

        var rest = cost - bought.price() - not.price() - 11 * 100;
        assertThat(guarantee.verdicts(campaignOf(ad))).containsExactly("2026-11-22 credited " + rest);
        assertThat(prepaid()).isEqualTo(before + cost - 11 * 100);
        assertThat(guarantee.breaks()).isEmpty();
    }

    @Test
    void of_a_charge_found_invalid_after_the_verdict_only_the_rest_comes_back() {
        var pixel = measure.pixel(house.advertiser, business);
        var ad = house.anApprovedAd(business, conversions("target_roas", "20.00", 100));
        var cost = dayOf(20, 12, pixel, 100);
        var before = prepaid();
        house.clock.moveTo(Instant.parse("2026-12-01T01:00:00Z"));
        guarantee.judge();
        var credit = cost - 1200;
        assertThat(prepaid()).isEqualTo(before + credit);
        var charge = charge("DESC");

        invalid.find(charge.viewer());
        invalid.credit();
        invalid.credit();
        guarantee.judge();

        var back = (charge.price() * credit + cost - 1) / cost;
        assertThat(back).isBetween(1L, charge.price() - 1);
        assertThat(prepaid()).isEqualTo(before + credit + charge.price() - back);
        assertThat(guarantee.verdicts(campaignOf(ad))).containsExactly("2026-11-22 credited " + credit);
        findAllInvalid();
        assertThat(prepaid())
                .as("all was invalid: all comes back, and no more")
                .isBetween(before + cost - 20, before + cost);
        assertThat(guarantee.breaks()).isEmpty();
    }

    @Test
    void day_and_flight_and_invalid_traffic_together_give_back_what_was_paid() {
        var pixel = measure.pixel(house.advertiser, business);
        var ad = house.anApprovedAd(
                business,
                group(
                        "OCPM",
                        "20.00",
                        "smooth",
                        Instant.parse("2026-11-24T00:00:00Z"),
                        new GoalForm("target_roas", "purchase", 100)));
        var first = dayOf(15, 12, pixel, 100);
        house.clock.moveTo(Instant.parse("2026-11-23T09:00:00Z"));
        var cost = dayOf(8, 6, pixel, 100);
        var before = prepaid();
        house.clock.moveTo(Instant.parse("2026-12-03T01:00:00Z"));
        guarantee.judge();
        guarantee.judge();
        assertThat(guarantee.verdicts(campaignOf(ad)))
                .containsExactlyInAnyOrder(
                        "2026-11-22 credited " + (first - 1200),
                        "2026-11-23 too_few 0",
                        "flight credited " + (cost - (first - 1200) - 1800));
        assertThat(prepaid()).isEqualTo(before + cost - 1800);

        findAllInvalid();

        assertThat(prepaid()).isBetween(before + cost - 2 * 23, before + cost);
        assertThat(guarantee.breaks()).isEmpty();
    }

    private void findAllInvalid() {
        house.get(JdbcClient.class)
                .sql("SELECT DISTINCT viewer FROM ads_charge WHERE business = :business")
                .param("business", business)
                .query(UUID.class)
                .list()
                .forEach(invalid::find);
        invalid.credit();
    }

    @Test
    void judged_and_found_invalid_at_once_nothing_comes_back_twice() {
        var pixel = measure.pixel(house.advertiser, business);
        house.anApprovedAd(business, conversions("target_roas", "20.00", 100));
        var cost = dayOf(20, 12, pixel, 100);
        var before = prepaid();
        house.get(JdbcClient.class)
                .sql("SELECT viewer FROM ads_charge WHERE business = :business ORDER BY served_at DESC LIMIT 8")
                .param("business", business)
                .query(UUID.class)
                .list()
                .forEach(invalid::find);
        house.clock.moveTo(Instant.parse("2026-12-01T01:00:00Z"));

        IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(i % 2 == 0 ? guarantee::judge : invalid::credit))
                .toList()
                .forEach(CompletableFuture::join);
        invalid.credit();
        guarantee.judge();

        // those eight have bought nothing: whichever was first, the twelve orders may cost what they were worth, at
        // most
        assertThat(prepaid() - before).isBetween(cost - 1200, cost);
        assertThat(guarantee.breaks()).isEmpty();
    }

    @Test
    void a_pixel_in_browsers_that_tells_too_little_earns_nothing() {
        var pixel = measure.pixel(house.advertiser, business);
        var ad = house.anApprovedAd(business, conversions("target_roas", "20.00", 100));
        dayOf(20, 12, pixel, 100, false);
        house.clock.moveTo(Instant.parse("2026-11-23T09:00:00Z"));
        dayOf(20, 6, pixel, 100, false);
        var cost = dayOf(20, 6, pixel, 100, true)
                - house.sum("SELECT sum(price_micros) FROM ads_charge WHERE day = '2026-11-22' AND business = '"
                        + business + "'");
        var before = prepaid();
        house.clock.moveTo(Instant.parse("2026-12-02T01:00:00Z"));

        guarantee.judge();

        assertThat(guarantee.verdicts(campaignOf(ad)))
                .containsExactly("2026-11-23 credited " + (cost - 1200), "2026-11-22 kept 0");
        assertThat(guarantee.evidence(campaignOf(ad)))
                .as("half of them told by a server are enough")
                .containsExactly("server", "browser");
        assertThat(prepaid()).isEqualTo(before + cost - 1200);
    }

    private record Charge(UUID viewer, long price) {}

    /** The first of the day, or the last. */
    private Charge charge(String order) {
        return house.get(JdbcClient.class)
                .sql("SELECT viewer, price_micros FROM ads_charge WHERE business = :business ORDER BY served_at "
                        + order + " LIMIT 1")
                .param("business", business)
                .query((row, number) -> new Charge(row.getObject("viewer", UUID.class), row.getLong("price_micros")))
                .single();
    }

    @Test
    void a_kept_promise_gives_nothing_back() {
        var pixel = measure.pixel(house.advertiser, business);
        var ad = house.anApprovedAd(business, conversions("cost_cap", "10.00", null));
        dayOf(15, 10, pixel, 40_000_000);
        house.clock.moveTo(Instant.parse("2026-12-01T01:00:00Z"));

        guarantee.judge();

        assertThat(guarantee.verdicts(campaignOf(ad))).containsExactly("2026-11-22 kept 0");
    }

    @Test
    void too_few_results_or_a_change_on_that_day_void_it() {
        var pixel = measure.pixel(house.advertiser, business);
        var few = house.anApprovedAd(business, conversions("target_roas", "20.00", 100));
        dayOf(12, 9, pixel, 100);
        house.clock.moveTo(Instant.parse("2026-11-23T09:00:00Z"));
        var group = house.get(AdGroups.class).find(few.adGroup()).orElseThrow();
        house.get(EditingAdGroups.class)
                .change(
                        house.advertiser,
                        group.id(),
                        group("OCPM", "19.00", "smooth", null, new GoalForm(null, null, null)));
        dayOf(12, 12, pixel, 100);
        house.clock.moveTo(Instant.parse("2026-12-02T01:00:00Z"));

        guarantee.judge();

        assertThat(guarantee.verdicts(campaignOf(few))).containsExactly("2026-11-23 changed 0", "2026-11-22 too_few 0");
    }

    @Test
    void a_flight_gives_back_what_its_days_were_too_small_for() {
        var pixel = measure.pixel(house.advertiser, business);
        var ad = house.anApprovedAd(
                business,
                group(
                        "OCPM",
                        "20.00",
                        "smooth",
                        Instant.parse("2026-11-24T00:00:00Z"),
                        new GoalForm("target_roas", "purchase", 100)));
        dayOf(8, 6, pixel, 100);
        house.clock.moveTo(Instant.parse("2026-11-23T09:00:00Z"));
        var cost = dayOf(8, 6, pixel, 100);
        house.clock.moveTo(Instant.parse("2026-12-03T01:00:00Z"));

        guarantee.judge();
        guarantee.judge();

        assertThat(guarantee.verdicts(campaignOf(ad)))
                .containsExactlyInAnyOrder(
                        "2026-11-22 too_few 0", "2026-11-23 too_few 0", "flight credited " + (cost - 1200));
    }

    @Test
    void a_conversion_is_bid_for_and_an_impression_paid_at_no_more_than_it_is_worth() {
        house.anApprovedAd(business, conversions("bid_cap", "10.00", null));
        house.work();
        var item = house.seatFor(person(AgeBand.AGE_25_34, "DE")).orElseThrow();
        var claim = house.claimOf(item);

        assertThat(Claim.decode(claim.encode())).contains(claim);
        assertThat(claim.billing()).isEqualTo(Billing.OCPM);
        assertThat(claim.goal()).isEqualTo("purchase");
        assertThat(claim.priceMicros()).isEqualTo(claim.terms().priceMicros());
        var worth = 10_000_000 * (claim.terms().probabilityPpb() / 1e9);
        assertThat((double) claim.priceMicros()).isLessThanOrEqualTo(worth + 1);
        house.read(house.event(SHOWN, item, 0), house.event(CLICKED, item, 0));
        assertThat(house.sum("SELECT sum(price_micros) FROM ads_charge WHERE event = 'impression'"))
                .isEqualTo(claim.priceMicros());
        assertThat(house.sum("SELECT count(*) FROM ads_charge")).isEqualTo(1);
        house.checkBooks(business, "50.00");
    }

    @Test
    void what_is_credited_is_told_to_the_predictors_with_its_value() {
        var pixel = measure.pixel(house.advertiser, business);
        house.anApprovedAd(business, conversions("target_roas", "20.00", 100));
        house.work();
        var line =
                house.get(Boards.class).board().byAdGroup().values().iterator().next();
        var bids = house.get(Bids.class);
        assertThat(bids.truthfulMicros(line)).isEqualTo(20_000_000);
        house.world.recorded.clear();
        dayOf(6, 5, pixel, 60_000_000);
        assertThat(house.world.recorded).hasSize(5);
        assertThat(house.world.recorded).allSatisfy(event -> assertThat(
                        AdTouch.deed(event.exposure().claim()).orElseThrow())
                .isEqualTo(new AdTouch.Deed("purchase", 60_000_000)));

        house.get(Conversions.class).hear(List.copyOf(house.world.recorded), true);

        // five of 60 and the guess of 20, which weighs as much as five
        assertThat(bids.truthfulMicros(line)).isEqualTo(40_000_000);
    }

    @Test
    void combinations_that_mean_nothing_are_refused_with_the_reason() {
        assertThat(wrong(group("CPM", "4.00", "smooth", null, new GoalForm("cost_cap", null, null))))
                .containsEntry("strategy", "strategy_not_with_billing");
        assertThat(wrong(group("CPC", "0.40", "smooth", null, new GoalForm("target_roas", null, 200))))
                .containsEntry("strategy", "strategy_not_with_billing");
        assertThat(wrong(group("CPC", "0.40", "fast", null, new GoalForm("cost_cap", null, null))))
                .containsEntry("pacing", "strategy_needs_plan");
        assertThat(wrong(group("CPC", "0.40", "smooth", null, new GoalForm("lowest_cost", null, null))))
                .containsEntry("bid", "not_with_lowest_cost");
        assertThat(wrong(group("OCPM", "4.00", "smooth", null, new GoalForm("bid_cap", null, null))))
                .containsEntry("event", "required");
        assertThat(wrong(group("OCPM", "4.00", "smooth", null, new GoalForm("bid_cap", "Buy it", null))))
                .containsEntry("event", "event_name_invalid");
        assertThat(wrong(group("CPC", "0.40", "smooth", null, new GoalForm("bid_cap", "purchase", null))))
                .containsEntry("event", "only_with_ocpm");
        assertThat(wrong(conversions("target_roas", "20.00", null))).containsEntry("targetRoasPercent", "required");
        assertThat(wrong(conversions("cost_cap", "20.00", 200)))
                .containsEntry("targetRoasPercent", "only_with_target_roas");
        assertThat(wrong(conversions("cost_cap", null, null))).containsEntry("bid", "required");
        for (var billing : new String[] {"CPM", "CPC", "CPV"}) {
            house.anApprovedAd(business, group(billing, null, "smooth", null, new GoalForm("lowest_cost", null, null)));
        }
        house.anApprovedAd(business, conversions("lowest_cost", null, null));
        house.anApprovedAd(business, group("CPC", "0.40", "smooth", null, new GoalForm("cost_cap", null, null)));
    }

    private Map<String, String> wrong(AdGroupForm form) {
        var campaign = house.get(EditingCampaigns.class)
                .create(house.advertiser, business, new EditingCampaigns.NewCampaign("Autumn", "traffic", null));
        var thrown = new java.util.concurrent.atomic.AtomicReference<Map<String, String>>();
        assertThatThrownBy(() -> house.get(EditingAdGroups.class).create(house.advertiser, campaign.id(), form))
                .isInstanceOfSatisfying(Refused.class, refused -> thrown.set(refused.fields()));
        return thrown.get();
    }
}
