package ovation.ads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.ads.EditingAdGroups.AdGroupForm;
import ovation.attention.AttentionType;
import ovation.base.Ids;
import ovation.feed.Guest.GuestItem;
import ovation.ledger.Money;

/** When, how often and for how much: dayparts, budgets of a day and of a campaign, caps at each level, stops. */
class LimitsTests extends SeatWorld {

    @Test
    void dayparts_hold_in_the_zone_of_the_ad_group() {
        var nineToTen = new StringBuilder("0".repeat(336));
        nineToTen.replace(6 * 48 + 18, 6 * 48 + 20, "11"); // Sunday 09:00 to 10:00
        house.clock.moveTo(Instant.parse("2026-11-22T07:59:00Z"));
        house.anApprovedAd(business, at("Europe/Berlin", nineToTen.toString()));

        assertThat(seat(adult())).isEmpty(); // 08:59 in Berlin
        house.clock.moveTo(Instant.parse("2026-11-22T08:00:00Z"));
        house.work();
        assertThat(seat(adult())).isPresent();
        house.clock.moveTo(Instant.parse("2026-11-22T09:00:00Z"));
        house.work();
        assertThat(seat(adult())).isEmpty();
    }

    @Test
    void a_daily_budget_begins_anew_at_midnight_of_the_zone() {
        house.clock.moveTo(Instant.parse("2026-11-22T22:30:00Z")); // 23:30 in Berlin
        var ad = house.anApprovedAd(business, budget("1.00", "1000.00", "Europe/Berlin"));
        spendAll();
        assertThat(house.sum(
                        "SELECT sum(spent_micros + held_micros) FROM ads_budget WHERE period = '2026-11-22' AND owner = '"
                                + ad.adGroup() + "'"))
                .isLessThanOrEqualTo(1_000_000);

        house.clock.moveTo(Instant.parse("2026-11-22T22:59:59Z"));
        house.work();
        assertThat(seat(adult())).isEmpty();
        house.clock.moveTo(Instant.parse("2026-11-22T23:00:01Z")); // the 23rd in Berlin, still the 22nd in UTC
        house.work();
        house.work();
        var item = seat(adult());
        assertThat(item).isPresent();
        house.read(house.event(AttentionType.SHOWN, item.orElseThrow(), 0));
        assertThat(house.sum("SELECT sum(spent_micros) FROM ads_budget WHERE period = '2026-11-23'" + " AND owner = '"
                        + ad.adGroup() + "'"))
                .isPositive();
        house.checkBooks(business, "500.00");
    }

    private void spendAll() {
        // One impression of EUR 1.00: it would cost the reserve, if nobody else bid as much.
        var rival = house.aBusinessWith("500.00");
        house.anApprovedAd(rival, budget("400.00", "1000.00", "UTC"));
        for (var i = 0; i < 60; i++) {
            seat(adult()).ifPresent(item -> house.read(house.event(AttentionType.SHOWN, item, 0)));
        }
        house.get(Campaigns.class).pause(campaignOfBusiness(rival), house.advertiser.id());
        house.work();
    }

    @Test
    void caps_hold_for_ads_groups_campaigns_and_the_business_together() {
        var ad = house.anApprovedAd(business, budget("50.00", "4.00", "UTC"));
        var other = house.anApprovedAd(business, budget("50.00", "3.00", "UTC"));
        cap(ad.id(), 2, 1);
        cap(campaignOf(other), 3, 24);
        cap(business, 6, 48);
        house.get(Campaigns.class).changed();
        house.work();
        var viewer = adult();

        var seen = new ArrayList<UUID>();
        for (var i = 0; i < 10; i++) {
            seat(viewer).ifPresent(item -> {
                seen.add(item.ad());
                house.read(house.event(AttentionType.SHOWN, item, 0));
            });
        }
        assertThat(seen).filteredOn(ad.id()::equals).hasSize(2);
        assertThat(seen).filteredOn(other.id()::equals).hasSize(3);

        house.clock.advance(Duration.ofMinutes(61));
        house.work();
        house.work();
        assertThat(seat(viewer).map(GuestItem::ad)).contains(ad.id()); // the sixth of the business
        assertThat(seat(viewer)).isEmpty();
    }

    @Test
    void thirty_two_requests_of_one_person_at_once_never_pass_a_cap() throws Exception {
        var ad = house.anApprovedAd(business, budget("50.00", "4.00", "UTC"));
        cap(campaignOf(ad), 3, 24);
        house.get(Campaigns.class).changed();
        house.work();
        var viewer = adult();

        try (var threads = Executors.newFixedThreadPool(32)) {
            Callable<Integer> visit = () -> (int) java.util.stream.IntStream.range(0, 20)
                    .filter(i -> seat(viewer).isPresent())
                    .count();
            var served = 0;
            for (var done : threads.invokeAll(java.util.Collections.nCopies(32, visit))) {
                served += done.get();
            }
            assertThat(served).isEqualTo(3);
        }
    }

    @Test
    void a_campaigns_lifetime_cap_holds_over_all_its_ad_groups() {
        var campaign = house.get(EditingCampaigns.class)
                .create(
                        house.advertiser,
                        business,
                        new EditingCampaigns.NewCampaign("Capped", "reach", Money.of("1.00", "EUR")));
        for (var i = 0; i < 2; i++) {
            var group = house.get(EditingAdGroups.class)
                    .create(house.advertiser, campaign.id(), budget("50.00", "200.00", "UTC"));
            var ad = house.get(EditingAds.class)
                    .create(house.advertiser, group.id(), AdsHouse.form(house.aCreative(15)));
            house.world.approve(house, ad.id());
        }
        house.get(EditingCampaigns.class)
                .change(
                        house.advertiser,
                        campaign.id(),
                        new EditingCampaigns.CampaignChange(null, null, null, "active", null));
        var rival = house.aBusinessWith("500.00");
        house.anApprovedAd(rival, budget("400.00", "150.00", "UTC"));
        house.work();

        for (var i = 0; i < 30; i++) {
            seat(adult()).ifPresent(item -> house.read(house.event(AttentionType.SHOWN, item, 0)));
            house.work();
        }

        var spent = house.sum(
                "SELECT coalesce(sum(price_micros), 0) FROM ads_charge WHERE campaign = '" + campaign.id() + "'");
        assertThat(spent).isPositive().isLessThanOrEqualTo(1_000_000);
        assertThat(house.sum("SELECT spent_micros + held_micros FROM ads_budget WHERE owner = '" + campaign.id() + "'"))
                .isLessThanOrEqualTo(1_000_000);
        assertThat(house.sum("SELECT spent_micros FROM ads_budget WHERE owner = '" + campaign.id() + "'"))
                .isEqualTo(spent);
    }

    @Test
    void a_stop_of_the_business_or_the_platform_stops_everything_with_the_next_look() {
        house.anApprovedAd(business, budget("50.00", "4.00", "UTC"));
        for (var owner : List.of(business, Boards.PLATFORM)) {
            assertThat(seat(adult())).isPresent();
            var stop = Ids.next(house.clock);
            house.get(JdbcClient.class)
                    .sql(
                            "INSERT INTO ads_stop (id, owner, reason, stopped_by, stopped_at) VALUES (:id, :o, '', :o, :at)")
                    .param("id", stop)
                    .param("o", owner)
                    .param("at", java.sql.Timestamp.from(house.clock.instant()))
                    .update();
            house.get(Campaigns.class).changed();
            house.get(Boards.class).refresh(); // what each node does twice a second
            assertThat(seat(adult())).isEmpty();
            house.get(JdbcClient.class)
                    .sql("UPDATE ads_stop SET lifted_by = owner, lifted_at = stopped_at WHERE id = :id")
                    .param("id", stop)
                    .update();
            house.get(Campaigns.class).changed();
            house.work();
            house.work();
        }
        assertThat(seat(adult())).isPresent();
    }

    private static void cap(UUID owner, int impressions, int hours) {
        house.get(JdbcClient.class)
                .sql("INSERT INTO ads_cap (owner, hours, impressions) VALUES (:owner, :hours, :impressions)")
                .param("owner", owner)
                .param("hours", hours)
                .param("impressions", impressions)
                .update();
    }

    private static UUID campaignOfBusiness(UUID business) {
        return house.get(Campaigns.class).of(business, null, 1).getFirst().id();
    }

    private static AdGroupForm at(String zone, String dayparts) {
        return form("50.00", "4.00", null, null, null, null, zone, dayparts);
    }
}
