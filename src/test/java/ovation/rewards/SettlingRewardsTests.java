package ovation.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ovation.ledger.AccountKind.AD_REVENUE_PLATFORM;
import static ovation.ledger.AccountKind.AD_REVENUE_UNSETTLED;
import static ovation.ledger.AccountKind.CREATOR_AVAILABLE;
import static ovation.ledger.AccountKind.CREATOR_ESTIMATED;
import static ovation.rewards.RewardsWorld.TUESDAY;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.base.Refused;
import ovation.ledger.Account;

class SettlingRewardsTests {

    private static final LocalDate WEDNESDAY = TUESDAY.plusDays(1);
    private static final LocalDate THURSDAY = TUESDAY.plusDays(2);

    private final RewardsWorld world = RewardsWorld.open();
    private final UUID ada = world.someone();
    private final UUID ben = world.someone();

    @AfterEach
    void the_books_balance() {
        assertThat(world.booksBalance()).isTrue();
        world.close();
    }

    @Test
    void splits_half_of_the_day_by_qualified_views() {
        world.advertisersSpend("100.00", TUESDAY);
        world.watch(ada, world.someone(), 3);
        world.watch(ben, world.someone(), 1);

        world.close(TUESDAY);

        assertThat(world.micros(CREATOR_ESTIMATED, ada)).isEqualTo(37_500_000);
        assertThat(world.micros(CREATOR_ESTIMATED, ben)).isEqualTo(12_500_000);
        assertThat(world.all(AD_REVENUE_PLATFORM)).isEqualTo(50_000_000);
        assertThat(world.unsettled(TUESDAY)).isZero();
    }

    @Test
    void gives_one_creator_the_whole_share_and_the_odd_micro_to_the_platform() {
        world.advertisersSpend("0.000007", TUESDAY);
        world.watch(ada, world.someone(), 2);

        world.close(TUESDAY);

        assertThat(world.micros(CREATOR_ESTIMATED, ada)).isEqualTo(3);
        assertThat(world.all(AD_REVENUE_PLATFORM)).isEqualTo(4);
    }

    @Test
    void settling_twice_changes_nothing() {
        world.advertisersSpend("10.00", TUESDAY);
        world.watch(ada, world.someone(), 1);
        world.close(TUESDAY);
        var receipt = world.receipt(ada, TUESDAY);

        world.close(TUESDAY);

        assertThat(world.receipt(ada, TUESDAY)).isEqualTo(receipt);
        assertThat(world.micros(CREATOR_ESTIMATED, ada)).isEqualTo(5_000_000);
        assertThat(world.all(AD_REVENUE_PLATFORM)).isEqualTo(5_000_000);
    }

    @Test
    void settling_at_the_same_time_settles_once() throws Exception {
        world.advertisersSpend("10.00", TUESDAY);
        world.watch(ada, world.someone(), 1);
        world.overAndRead(TUESDAY);
        Callable<Boolean> settle = () -> world.the(SettlingRewards.class).settle(TUESDAY, null);

        try (var threads = Executors.newFixedThreadPool(4)) {
            var settled = 0;
            for (var done :
                    threads.invokeAll(Stream.generate(() -> settle).limit(8).toList())) {
                settled += done.get() ? 1 : 0;
            }
            assertThat(settled).isOne();
        }
        assertThat(world.micros(CREATOR_ESTIMATED, ada)).isEqualTo(5_000_000);
    }

    @Test
    void takes_a_late_charge_of_a_closed_day_into_the_next_pool() {
        world.advertisersSpend("10.00", TUESDAY);
        world.watch(ada, world.someone(), 1);
        world.close(TUESDAY);

        world.advertisersSpend("2.00", TUESDAY);
        world.advertisersSpend("1.00", WEDNESDAY);
        world.watch(ben, world.someone(), 1);
        world.close(WEDNESDAY);

        assertThat(world.micros(CREATOR_ESTIMATED, ada)).isEqualTo(5_000_000);
        assertThat(world.micros(CREATOR_ESTIMATED, ben)).isEqualTo(1_500_000);
        assertThat(world.unsettled(TUESDAY)).isZero();
        assertThat(world.unsettled(WEDNESDAY)).isZero();
    }

    @Test
    void keeps_the_money_of_an_unwatched_day_for_the_next_watched_one() {
        world.advertisersSpend("8.00", TUESDAY);
        world.close(TUESDAY);
        assertThat(world.unsettled(TUESDAY)).isEqualTo(8_000_000);

        world.close(WEDNESDAY);
        world.watch(ada, world.someone(), 1);
        world.advertisersSpend("2.00", THURSDAY);
        world.close(THURSDAY);

        assertThat(world.micros(CREATOR_ESTIMATED, ada)).isEqualTo(5_000_000);
        assertThat(world.all(AD_REVENUE_PLATFORM)).isEqualTo(5_000_000);
        assertThat(world.all(AD_REVENUE_UNSETTLED)).isZero();
    }

    @Test
    void a_refund_after_the_close_lowers_the_next_pool() {
        world.advertisersSpend("10.00", TUESDAY);
        world.watch(ada, world.someone(), 1);
        world.close(TUESDAY);

        refund("4.00", TUESDAY);
        world.advertisersSpend("6.00", WEDNESDAY);
        world.watch(ada, world.someone(), 1);
        world.close(WEDNESDAY);

        assertThat(world.micros(CREATOR_ESTIMATED, ada)).isEqualTo(6_000_000);
        assertThat(world.all(AD_REVENUE_UNSETTLED)).isZero();
    }

    @Test
    void writes_receipts_over_nothing_for_a_day_without_revenue() {
        world.watch(ada, world.someone(), 4);

        world.close(TUESDAY);

        var verdict = world.the(VerifyingReceipts.class).verify(world.receipt(ada, TUESDAY));
        assertThat(verdict.sound()).as(verdict.toString()).isTrue();
        assertThat(world.micros(CREATOR_ESTIMATED, ada)).isZero();
    }

    @Test
    void settles_five_hundred_creators_to_the_micro() {
        world.advertisersSpend("1234.567891", TUESDAY);
        var creators = Stream.generate(world::someone).limit(500).toList();
        IntStream.range(0, 500).forEach(i -> world.watch(creators.get(i), world.someone(), 1 + i % 3));

        world.close(TUESDAY);

        assertThat(world.all(CREATOR_ESTIMATED)).isEqualTo(617_283_945);
        assertThat(world.all(AD_REVENUE_PLATFORM)).isEqualTo(617_283_946);
        assertThat(world.all(AD_REVENUE_UNSETTLED)).isZero();
        assertThat(creators).allSatisfy(creator -> assertThat(world.the(VerifyingReceipts.class)
                        .verify(world.receipt(creator, TUESDAY))
                        .sound())
                .isTrue());
    }

    @Test
    void refuses_a_day_that_is_not_over() {
        assertThatThrownBy(() -> world.the(Rewards.class).settle(TUESDAY))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(RewardsProblem.DAY_NOT_OVER));
    }

    @Test
    void refuses_a_day_whose_views_may_still_arrive() {
        world.clock.moveTo(
                WEDNESDAY.atStartOfDay().toInstant(java.time.ZoneOffset.UTC).plus(Duration.ofHours(1)));

        assertThatThrownBy(() -> world.the(Rewards.class).settle(TUESDAY))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RewardsProblem.DAY_NOT_COMPLETE));
    }

    @Test
    void what_was_estimated_for_a_week_becomes_available_once() {
        world.advertisersSpend("10.00", TUESDAY);
        world.watch(ada, world.someone(), 1);
        world.close(TUESDAY);
        world.clock.advance(Duration.ofDays(7).minusMinutes(1));
        assertThat(world.the(Rewards.class).mature()).isZero();

        world.clock.advance(Duration.ofMinutes(2));

        assertThat(world.the(Rewards.class).mature()).isOne();
        assertThat(world.the(Rewards.class).mature()).isZero();
        assertThat(world.micros(CREATOR_ESTIMATED, ada)).isZero();
        assertThat(world.micros(CREATOR_AVAILABLE, ada)).isEqualTo(5_000_000);
    }

    @Test
    void closes_complete_days_by_itself_oldest_first() {
        world.advertisersSpend("10.00", TUESDAY);
        world.watch(ada, world.someone(), 1);
        world.overAndRead(TUESDAY);
        world.overAndRead(WEDNESDAY);

        world.the(DailyClose.class).run();

        assertThat(world.the(PoolRows.class).closedDays()).containsExactlyInAnyOrder(TUESDAY, WEDNESDAY);
        assertThat(world.micros(CREATOR_ESTIMATED, ada)).isEqualTo(5_000_000);
    }

    @Test
    void the_application_cannot_change_what_was_settled() {
        world.advertisersSpend("10.00", TUESDAY);
        world.watch(ada, world.someone(), 1);
        world.close(TUESDAY);
        var jdbc = world.the(JdbcClient.class);

        assertThatThrownBy(
                        () -> jdbc.sql("UPDATE rewards_receipt SET micros = 1").update())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM rewards_pool").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private void refund(String amount, LocalDate day) {
        var money = ovation.ledger.Money.of(amount, "EUR");
        world.the(ovation.ledger.Ledger.class)
                .post(ovation.ledger.Transfer.between(
                        world.someone(),
                        "ads.refund",
                        ovation.base.SubjectRef.ad(world.someone()),
                        world.clock.instant(),
                        Account.day(AD_REVENUE_UNSETTLED, day, "EUR"),
                        Account.platform(ovation.ledger.AccountKind.BANK, "EUR"),
                        money))
                .orThrow();
    }
}
