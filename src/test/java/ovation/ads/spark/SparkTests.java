package ovation.ads.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ovation.ads.AdsHouse.person;
import static ovation.attention.AttentionType.CLICKED;
import static ovation.attention.AttentionType.SHOWN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.ads.AdServing;
import ovation.ads.AdsHouse;
import ovation.ads.CreatorShares;
import ovation.ads.Days;
import ovation.base.Refused;
import ovation.identity.AgeBand;
import ovation.identity.PersonLeft;
import ovation.identity.RelationsChanged;
import ovation.identity.Viewer;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;
import ovation.videos.VideoChanged;
import ovation.videos.Videos;

class SparkTests {

    private static final Viewer SOMEBODY = person(AgeBand.AGE_25_34, "DE");

    private static AdsHouse house;

    @BeforeAll
    static void open() {
        house = new AdsHouse();
    }

    @BeforeEach
    void tidy() {
        house.tidy();
        // all tests share an advertiser, and one of them guesses
        house.get(JdbcClient.class).sql("DELETE FROM ads_spark_attempt").update();
        // far from midnight, where daily leases end
        house.clock.moveTo(Instant.parse("2026-11-22T12:00:00Z"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void the_creator_gets_her_share_of_each_charge_and_the_split_is_exact() {
        var creator = person(AgeBand.AGE_25_34, "DE");
        var business = house.aBusinessWith("50.00");
        onAir(business, aCode(creator, 33), "CPC", "0.50");
        var before = revenue();

        var item = house.seatFor(SOMEBODY).orElseThrow();
        house.read(house.event(CLICKED, item, 0));
        house.read(house.event(CLICKED, item, 0), house.event(CLICKED, item, 0));

        var price = house.priceOf(item);
        var share = new Money(price, "EUR").allocate(33, 67)[0].micros();
        assertThat(share).isPositive();
        assertThat(estimated(creator)).isEqualTo(share);
        assertThat(revenue() - before).isEqualTo(price - share);
        assertThat(house.get(SparkDesk.class).earnings(creator.id(), null, null))
                .singleElement()
                .satisfies(day -> {
                    assertThat(day.charges()).isEqualTo(1);
                    assertThat(day.amount().micros()).isEqualTo(share);
                    assertThat(day.spend().micros()).isEqualTo(price);
                    assertThat(day.state()).isEqualTo("estimated");
                });
        house.checkBooks(business, "50.00");
    }

    @Test
    void a_share_and_the_rest_sum_to_the_price_whatever_the_price() {
        var seed = Long.getLong("seed", 42);
        var random = new Random(seed);
        for (var i = 0; i < 10_000; i++) {
            var price = new Money(1 + random.nextLong(1_000_000), "EUR");
            var percent = 1 + random.nextInt(99);
            var share = new CreatorShares.Terms(UUID.randomUUID(), UUID.randomUUID(), percent).of(price);
            assertThat(Math.abs(share.micros() * 100 - price.micros() * percent))
                    .as("seed %d: %d %% of %s", seed, percent, price)
                    .isLessThanOrEqualTo(50);
        }
    }

    @Test
    void revoking_stops_it_at_once_and_what_was_served_before_is_paid() {
        var creator = person(AgeBand.AGE_25_34, "DE");
        var business = house.aBusinessWith("50.00");
        var code = aCode(creator, 20);
        onAir(business, code, "CPM", "4.00");
        var served = house.seatFor(SOMEBODY).orElseThrow();

        house.get(MakingSparkCodes.class).revoke(creator, code.id());

        // this node at once, without a look at the database
        assertThat(house.seatFor(SOMEBODY)).isEmpty();
        house.work();
        assertThat(house.anythingOnAir()).isFalse();
        house.read(house.event(SHOWN, served, 0));
        assertThat(estimated(creator)).isEqualTo(house.priceOf(served) / 5).isPositive();
        house.checkBooks(business, "50.00");
        house.get(MakingSparkCodes.class).revoke(creator, code.id());
        assertThat(history(code)).containsExactly("consented", "redeemed", "used", "revoked");
    }

    @Test
    void another_node_stops_with_the_next_look_at_the_revision() {
        var creator = person(AgeBand.AGE_25_34, "DE");
        var code = aCode(creator, 20);
        onAir(house.aBusinessWith("50.00"), code, "CPM", "4.00");

        // as another node would have written it: this one's memory knows nothing
        house.get(SparkCodes.class).end(List.of(code.id()));
        house.get(AdServing.class).changed();
        assertThat(house.seatFor(SOMEBODY)).isPresent();
        house.look();

        assertThat(house.seatFor(SOMEBODY)).isEmpty();
    }

    @Test
    void a_code_runs_out_by_itself() {
        var creator = person(AgeBand.AGE_25_34, "DE");
        var code = aCode(creator, 20);
        var business = house.aBusinessWith("50.00");
        onAir(business, code, "CPM", "4.00");

        house.clock.advance(Duration.ofDays(7).minusSeconds(1));
        house.work();
        house.work();
        assertThat(house.seatFor(SOMEBODY)).isPresent();
        house.clock.advance(Duration.ofSeconds(1));

        assertThat(house.seatFor(SOMEBODY)).isEmpty();
        assertThat(house.get(SparkDesk.class).code(find(code)).state()).isEqualTo("expired");
        assertThatThrownBy(() -> redeem(business, secret(code))).hasMessageContaining("spark_ended");
    }

    @Test
    void a_hidden_post_ends_the_consent_for_good() {
        var creator = person(AgeBand.AGE_25_34, "DE");
        var code = aCode(creator, 20);
        onAir(house.aBusinessWith("50.00"), code, "CPM", "4.00");
        var facts = house.world.clips.remove(code.video());

        assertThat(house.seatFor(SOMEBODY)).isEmpty();
        house.get(WatchingConsent.class).changed(new VideoChanged(code.video()));
        look();
        house.world.clips.put(code.video(), facts);
        house.work();

        assertThat(house.seatFor(SOMEBODY)).isEmpty();
        assertThat(history(code)).endsWith("post_gone");
    }

    @Test
    void a_block_or_a_leave_ends_it() {
        var creator = person(AgeBand.AGE_25_34, "DE");
        var blocked = aCode(creator, 20);
        onAir(house.aBusinessWith("50.00"), blocked, "CPM", "4.00");

        house.world.blocked.put(creator.id(), Set.of(house.advertiser.id()));
        assertThat(house.seatFor(SOMEBODY)).isEmpty();
        house.get(WatchingConsent.class).changed(new RelationsChanged(creator.id()));
        look();
        assertThat(history(blocked)).endsWith("blocked");

        var leaver = person(AgeBand.AGE_25_34, "DE");
        var left = aCode(leaver, 20);
        onAir(house.aBusinessWith("50.00"), left, "CPM", "4.00");
        assertThat(house.seatFor(SOMEBODY)).isPresent();
        house.get(WatchingConsent.class).left(new PersonLeft(leaver.id()));
        assertThat(house.seatFor(SOMEBODY)).isEmpty();
        assertThat(history(left)).endsWith("left");
    }

    @Test
    void a_code_is_one_businesss_and_the_same_again_changes_nothing() {
        var creator = person(AgeBand.AGE_25_34, "DE");
        var code = aCode(creator, 20);
        var one = house.aBusinessWith("50.00");
        var other = house.aBusinessWith("50.00");

        assertThat(redeem(one, secret(code)).id()).isEqualTo(code.id());
        assertThat(redeem(one, secret(code).toLowerCase(java.util.Locale.ROOT).replace("-", " "))
                        .id())
                .isEqualTo(code.id());
        assertThatThrownBy(() -> redeem(other, secret(code))).hasMessageContaining("spark_code_unknown");
        assertThatThrownBy(() -> house.get(RedeemingSparkCodes.class).ofBusiness(other, code.id()))
                .hasMessageContaining("not_found");
        assertThat(history(code)).containsExactly("consented", "redeemed");

        var terms = new MakingSparkCodes.Terms(code.video(), 7, 20);
        assertThat(house.get(MakingSparkCodes.class)
                        .make(creator, code.id(), terms)
                        .id())
                .isEqualTo(code.id());
        assertThatThrownBy(() -> house.get(MakingSparkCodes.class)
                        .make(creator, code.id(), new MakingSparkCodes.Terms(code.video(), 30, 20)))
                .hasMessageContaining("id_reused");
        assertThat(house.get(SparkCodes.class).ofVideo(code.video(), 9)).hasSize(1);
    }

    @Test
    void guessing_ends_after_ten_wrong_codes_an_hour() {
        var business = house.aBusinessWith("50.00");
        var right = secret(aCode(person(AgeBand.AGE_25_34, "DE"), 20));
        for (var i = 0; i < 10; i++) {
            assertThatThrownBy(() -> redeem(business, SparkSecret.fresh())).hasMessageContaining("spark_code_unknown");
        }

        assertThatThrownBy(() -> redeem(business, SparkSecret.fresh())).hasMessageContaining("too_many_requests");
        assertThatThrownBy(() -> redeem(business, right)).hasMessageContaining("too_many_requests");
        house.clock.advance(Duration.ofMinutes(61));
        assertThat(redeem(business, right).business()).isEqualTo(business);
    }

    @Test
    void only_public_posts_of_ones_own_and_fair_terms() {
        var creator = person(AgeBand.AGE_25_34, "DE");
        var post = aPost(creator);
        var making = house.get(MakingSparkCodes.class);

        refusesField(person(AgeBand.AGE_25_34, "DE"), new MakingSparkCodes.Terms(post, 7, 20), "video");
        refusesField(creator, new MakingSparkCodes.Terms(UUID.randomUUID(), 7, 20), "video");
        refusesField(creator, new MakingSparkCodes.Terms(post, 8, 20), "days");
        refusesField(creator, new MakingSparkCodes.Terms(post, 7, 99), "sharePercent");
        assertThat(making.make(creator, UUID.randomUUID(), new MakingSparkCodes.Terms(post, null, null)))
                .satisfies(code -> {
                    assertThat(code.sharePercent()).isEqualTo(20);
                    assertThat(code.days()).isEqualTo(30);
                });
        assertThatThrownBy(() -> making.revoke(SOMEBODY, aCode(creator, 20).id()))
                .hasMessageContaining("not_found");
    }

    @Test
    void a_share_becomes_available_when_its_time_has_passed() {
        var creator = person(AgeBand.AGE_25_34, "DE");
        onAir(house.aBusinessWith("50.00"), aCode(creator, 20), "CPM", "4.00");
        house.read(house.event(SHOWN, house.seatFor(SOMEBODY).orElseThrow(), 0));
        var share = estimated(creator);
        assertThat(share).isPositive();

        house.clock.moveTo(Instant.parse("2026-11-30T23:59:59Z"));
        house.get(MaturingSparkShares.class).mature();
        assertThat(estimated(creator)).isEqualTo(share);
        house.clock.moveTo(Instant.parse("2026-12-01T00:00:00Z"));
        house.get(MaturingSparkShares.class).mature();
        house.get(MaturingSparkShares.class).mature();

        assertThat(estimated(creator)).isZero();
        assertThat(house.balance(new Account(AccountKind.CREATOR_AVAILABLE, creator.id(), "EUR")))
                .isEqualTo(share);
        assertThat(house.get(SparkDesk.class).earnings(creator.id(), null, null))
                .singleElement()
                .satisfies(day -> assertThat(day.state()).isEqualTo("available"));
    }

    // ---- in English

    private static UUID aPost(Viewer creator) {
        var video = UUID.randomUUID();
        house.world.clips.put(
                video,
                new Videos.VideoFacts(
                        video, creator.id(), null, List.of(), 90_000, "DE", house.clock.instant(), false, false));
        return video;
    }

    private static SparkCode aCode(Viewer creator, int percent) {
        return house.get(MakingSparkCodes.class)
                .make(creator, UUID.randomUUID(), new MakingSparkCodes.Terms(aPost(creator), 7, percent));
    }

    private static String secret(SparkCode code) {
        return house.get(SparkCodes.class).secret(code.id());
    }

    private static SparkCode redeem(UUID business, String secret) {
        return house.get(RedeemingSparkCodes.class).redeem(house.advertiser, business, secret);
    }

    private static void onAir(UUID business, SparkCode code, String billing, String bid) {
        house.sparkOnAir(business, redeem(business, secret(code)).id(), billing, bid);
    }

    private static void look() {
        house.get(WatchingConsent.class).look();
        house.get(WatchingConsent.class).look();
    }

    private static void refusesField(Viewer viewer, MakingSparkCodes.Terms terms, String field) {
        assertThatThrownBy(() -> house.get(MakingSparkCodes.class).make(viewer, UUID.randomUUID(), terms))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.fields()).containsOnlyKeys(field));
    }

    private static SparkCode find(SparkCode code) {
        return house.get(SparkCodes.class).find(code.id()).orElseThrow();
    }

    private static List<String> history(SparkCode code) {
        return house.get(SparkCodes.class).consents(code.id()).stream()
                .map(SparkCodes.Consent::what)
                .toList();
    }

    private static long estimated(Viewer creator) {
        return house.balance(new Account(AccountKind.CREATOR_ESTIMATED, creator.id(), "EUR"));
    }

    private static long revenue() {
        return house.balance(Account.day(AccountKind.AD_REVENUE_UNSETTLED, Days.of(house.clock.instant()), "EUR"));
    }
}
