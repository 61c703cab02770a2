package ovation.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.ads.AdsHouse.daily;
import static ovation.ads.AdsHouse.person;
import static ovation.attention.AttentionType.CLICKED;
import static ovation.attention.AttentionType.SHOWN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.ads.engine.Context;
import ovation.ads.engine.Subject;
import ovation.feed.Guest.GuestItem;
import ovation.identity.AgeBand;

/** Learning from what really was served, and pacing of what is. */
class PredictionTests {

    private static AdsHouse house;
    private Prediction prediction;

    @BeforeAll
    static void open() {
        house = new AdsHouse();
    }

    @BeforeEach
    void tidy() {
        house.tidy();
        house.clock.moveTo(Instant.parse("2026-11-22T12:00:00Z"));
        house.get(JdbcClient.class).sql("DELETE FROM ads_prediction").update();
        prediction = started();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static GuestItem served() {
        // Leases may have run out since.
        house.work();
        house.work();
        return house.seatFor(person(AgeBand.AGE_25_34, "DE")).orElseThrow();
    }

    /** One that was just started. */
    private static Prediction started() {
        return new Prediction(house.get(PredictionRows.class), house.clock);
    }

    private double clickRate(Claim claim, UUID creator) {
        return prediction
                .clicks()
                .probability(claim.context(), new Subject(claim.ad(), claim.adGroup(), creator, 15_000));
    }

    @Test
    void the_token_names_the_versions_that_predicted_and_what_they_saw() {
        house.anApprovedAd(house.aBusinessWith("50.00"), daily("20.00", "CPC", "0.50"));

        var claim = house.claimOf(served());

        assertThat(Claim.decode(claim.encode())).contains(claim);
        assertThat(claim.terms().priceMicros()).isEqualTo(claim.priceMicros());
        assertThat(claim.modelVersion())
                .isEqualTo(house.get(Prediction.class).clicks().modelVersion());
        assertThat(claim.context().region()).isEqualTo("DE");
        assertThat(claim.context().hour()).isEqualTo(12);
        assertThat(claim.clickPpm()).isPositive();
    }

    @Test
    void a_token_of_before_still_opens() {
        var id = "AAAAAAAAAAAAAAAAAAAAAQ";

        var claim = Claim.decode("ad1~" + id + "~" + id + "~" + id + "~CPC~a~b~c~d~e~2")
                .orElseThrow();

        assertThat(claim.priceMicros()).isEqualTo(10);
        assertThat(claim.candidates()).isEqualTo(2);
        assertThat(claim.modelVersion()).isZero();
        assertThat(claim.context()).isEqualTo(Context.UNKNOWN);
    }

    @Test
    void an_impression_is_learned_when_its_time_for_a_click_is_over_and_once() {
        house.anApprovedAd(house.aBusinessWith("50.00"), daily("20.00", "CPC", "0.50"));
        var item = served();
        var rate = clickRate(house.claimOf(item), house.advertiser.id());
        var shown = house.event(SHOWN, item, 0);
        house.clock.advance(Duration.ofSeconds(30));
        var clicked = house.event(CLICKED, item, 0);

        prediction.hear(List.of(shown, shown, clicked), true);
        assertThat(clickRate(house.claimOf(item), house.advertiser.id())).isEqualTo(rate);

        var version = prediction.clicks().modelVersion();
        house.clock.advance(Prediction.WINDOW);
        prediction.hear(List.of(house.event(SHOWN, served(), 0)), true);
        prediction.hear(List.of(shown, clicked), true);

        assertThat(prediction.clicks().modelVersion()).isEqualTo(version + 1);
        assertThat(clickRate(house.claimOf(item), house.advertiser.id())).isGreaterThan(rate);
    }

    @Test
    void a_restart_goes_on_where_learning_was_saved() {
        house.anApprovedAd(house.aBusinessWith("50.00"), daily("20.00", "CPC", "0.50"));
        var first = house.event(SHOWN, served(), 0);
        house.clock.advance(Prediction.WINDOW.plusSeconds(1));
        var second = house.event(SHOWN, served(), 0);
        prediction.hear(List.of(first, second), true);
        prediction.save();
        var version = prediction.clicks().modelVersion();

        var restarted = started();
        restarted.hear(List.of(first, second), false);

        assertThat(restarted.clicks().modelVersion()).isEqualTo(version);
        house.clock.advance(Prediction.WINDOW.plusSeconds(1));
        restarted.hear(List.of(house.event(SHOWN, served(), 0)), true);
        assertThat(restarted.clicks().modelVersion()).isEqualTo(version + 1);
    }

    @Test
    void a_smooth_budget_is_spread_over_the_day() {
        house.clock.moveTo(Instant.parse("2026-11-23T00:00:00Z"));
        var business = house.aBusinessWith("50.00");
        var ad = house.anApprovedAd(business, smooth("1.00"));
        var rival = house.aBusinessWith("50.00");
        house.anApprovedAd(rival, daily("50.00", "CPM", "5.00"));
        var wins = new int[24];
        for (var hour = 0; hour < 24; hour++) {
            for (var i = 0; i < 40; i++) {
                house.clock.advance(Duration.ofSeconds(90));
                house.work();
                house.get(Stands.class).tick();
                var item = house.seatFor(person(AgeBand.AGE_25_34, "DE"));
                if (item.isPresent() && item.get().ad().equals(ad.id())) {
                    house.read(house.event(SHOWN, item.get(), 0));
                    wins[hour]++;
                }
            }
        }

        // A budget for 200 showings at the rival's price, of 960 that were offered.
        var firstHalf = 0;
        var all = 0;
        for (var hour = 0; hour < 24; hour++) {
            firstHalf += hour < 12 ? wins[hour] : 0;
            all += wins[hour];
        }
        assertThat(all).isBetween(160, 200);
        assertThat(firstHalf / (double) all).isBetween(0.35, 0.65);
        house.checkBooks(business, "50.00");
    }

    private static EditingAdGroups.AdGroupForm smooth(String budget) {
        var fast = daily(budget, "CPM", "9.00");
        return new EditingAdGroups.AdGroupForm(
                fast.name(),
                fast.budgetKind(),
                fast.budget(),
                null,
                null,
                null,
                null,
                null,
                fast.billing(),
                fast.bid(),
                0,
                1,
                "smooth",
                null);
    }
}
