package ovation.ledger.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ovation.ledger.core.Decided.NewEntry;
import ovation.ledger.core.Decided.NewTransfer;

/** What becomes of the transfers of one batch. Place 0 is Mia's wallet, 1 Noah's, 2 the house's hot account. */
class DecidingTests {

    private static final Answer POSTED = new Answer(null, false);
    private static final int MIA = 0;
    private static final int NOAH = 1;
    private static final int HOUSE = 2;

    @Test
    void writes_an_entry_for_each_leg_with_the_next_version_and_the_balance_after_it() {
        var decided = decide(List.of(mia(100, 0, 7), noah(5, 3), hot()), gift(1, 30));

        assertThat(decided.answers()).containsExactly(POSTED);
        assertThat(decided.transfers()).containsExactly(new NewTransfer(0, null));
        assertThat(decided.entries())
                .containsExactly(
                        new NewEntry(0, 0, mia(100, 0, 7), -30, 8, 70),
                        new NewEntry(0, 1, noah(5, 3), 20, 4, 25),
                        new NewEntry(0, 2, hot(), 10, 0, 0));
    }

    @Test
    void each_sees_what_the_ones_before_it_have_left() {
        var decided = decide(List.of(mia(50, 0, 0), noah(0, 0), hot()), gift(1, 30), gift(2, 30), gift(3, 20));

        assertThat(decided.answers()).containsExactly(POSTED, new Answer(Refusal.INSUFFICIENT_FUNDS, false), POSTED);
        assertThat(decided.transfers())
                .containsExactly(
                        new NewTransfer(0, null),
                        new NewTransfer(1, Refusal.INSUFFICIENT_FUNDS),
                        new NewTransfer(2, null));
        assertThat(decided.entries().stream().filter(each -> each.account().id() == 10))
                .containsExactly(
                        new NewEntry(0, 0, mia(50, 0, 0), -30, 1, 20), new NewEntry(2, 0, mia(50, 0, 0), -20, 2, 0));
    }

    @Test
    void what_one_receives_the_next_may_spend() {
        var decided = decide(List.of(mia(10, 0, 0), noah(0, 0), hot()), pay(1, MIA, NOAH, 10), pay(2, NOAH, MIA, 10));

        assertThat(decided.answers()).containsExactly(POSTED, POSTED);
    }

    @Test
    void all_of_what_is_available_may_be_spent_and_no_more() {
        assertThat(decide(List.of(mia(30, 0, 0), noah(0, 0), hot()), gift(1, 30))
                        .answers())
                .containsExactly(POSTED);
        assertThat(refusal(List.of(mia(29, 0, 0), noah(0, 0), hot()), gift(1, 30)))
                .isEqualTo(Refusal.INSUFFICIENT_FUNDS);
    }

    @Test
    void what_is_put_aside_cannot_be_spent() {
        assertThat(refusal(List.of(mia(30, 1, 0), noah(0, 0), hot()), gift(1, 30)))
                .isEqualTo(Refusal.INSUFFICIENT_FUNDS);
        assertThat(decide(List.of(mia(31, 1, 0), noah(0, 0), hot()), gift(1, 30))
                        .answers())
                .containsExactly(POSTED);
    }

    @Test
    void a_floor_other_than_zero_counts() {
        assertThat(decide(List.of(floored(0, -30), noah(0, 0), hot()), gift(1, 30))
                        .answers())
                .containsExactly(POSTED);
        assertThat(refusal(List.of(floored(40, 11), noah(0, 0), hot()), gift(1, 30)))
                .isEqualTo(Refusal.INSUFFICIENT_FUNDS);
    }

    @Test
    void an_account_below_its_floor_may_still_receive() {
        assertThat(decide(List.of(mia(30, 0, 0), noah(-100, 0), hot()), gift(1, 30))
                        .answers())
                .containsExactly(POSTED);
    }

    @Test
    void an_account_without_a_floor_may_owe() {
        var free = new AccountState(10, false, false, false, 0, 0, 0, 0);
        assertThat(decide(List.of(free, noah(0, 0), hot()), gift(1, 30)).answers())
                .containsExactly(POSTED);
    }

    @Test
    void a_closed_account_refuses_whichever_leg_it_is_and_nothing_is_stored() {
        var closed = new AccountState(12, true, true, false, 0, 0, 0, 0);
        var decided = decide(List.of(mia(100, 0, 0), noah(0, 0), closed), gift(1, 30), pay(2, MIA, NOAH, 5));

        assertThat(decided.answers()).containsExactly(new Answer(Refusal.ACCOUNT_CLOSED, false), POSTED);
        assertThat(decided.transfers()).containsExactly(new NewTransfer(1, null));
        assertThat(decided.refusesUnstored()).isTrue();
    }

    @Test
    void a_closed_account_comes_before_an_empty_one() {
        var closed = new AccountState(12, true, true, false, 0, 0, 0, 0);
        assertThat(refusal(List.of(mia(0, 0, 0), noah(0, 0), closed), gift(1, 30)))
                .isEqualTo(Refusal.ACCOUNT_CLOSED);
    }

    @Test
    void a_stopped_currency_refuses_and_others_go_on() {
        var dollars = new Asked(id(2), hash(2), "USD", false, new int[] {MIA, NOAH}, new long[] {-1, 1});
        var decided = Deciding.decide(
                List.of(gift(1, 30), dollars), List.of(mia(100, 0, 0), noah(0, 0), hot()), Map.of(), Set.of("EUR"));

        assertThat(decided.answers()).containsExactly(new Answer(Refusal.CURRENCY_STOPPED, false), POSTED);
        assertThat(decided.transfers()).containsExactly(new NewTransfer(1, null));
    }

    @Test
    void an_unknown_id_outside_the_window_refuses() {
        var old = new Asked(id(1), hash(1), "EUR", true, new int[] {MIA, NOAH}, new long[] {-1, 1});

        assertThat(refusal(List.of(mia(100, 0, 0), noah(0, 0), hot()), old)).isEqualTo(Refusal.ID_OUT_OF_WINDOW);
    }

    @Test
    void a_known_id_replays_what_is_stored_whatever_stands_now() {
        var known = Map.of(id(1), new Known(hash(1), null), id(2), new Known(hash(2), Refusal.INSUFFICIENT_FUNDS));
        var decided = Deciding.decide(
                List.of(gift(1, 30), gift(2, 30)), List.of(mia(0, 0, 0), noah(0, 0), hot()), known, Set.of("EUR"));

        assertThat(decided.answers())
                .containsExactly(new Answer(null, true), new Answer(Refusal.INSUFFICIENT_FUNDS, true));
        assertThat(decided.transfers()).isEmpty();
        assertThat(decided.entries()).isEmpty();
        assertThat(decided.refusesUnstored()).isFalse();
    }

    @Test
    void a_known_id_with_another_request_is_refused_and_moves_nothing() {
        var decided = Deciding.decide(
                List.of(gift(1, 30)),
                List.of(mia(100, 0, 0), noah(0, 0), hot()),
                Map.of(id(1), new Known(hash(9), null)),
                Set.of());

        assertThat(decided.answers()).containsExactly(new Answer(Refusal.ID_REUSED, false));
        assertThat(decided.transfers()).isEmpty();
        assertThat(decided.refusesUnstored()).isTrue();
    }

    @Test
    void an_id_that_comes_twice_in_a_batch_moves_once() {
        var other = new Asked(id(1), hash(9), "EUR", false, new int[] {MIA, NOAH}, new long[] {-1, 1});
        var decided = decide(List.of(mia(100, 0, 0), noah(0, 0), hot()), gift(1, 30), gift(1, 30), other);

        assertThat(decided.answers())
                .containsExactly(POSTED, new Answer(null, true), new Answer(Refusal.ID_REUSED, false));
        assertThat(decided.transfers()).containsExactly(new NewTransfer(0, null));
        assertThat(decided.entries()).hasSize(3);
    }

    @Test
    void a_refusal_for_want_of_money_burns_the_id_within_the_batch_too() {
        var decided =
                decide(List.of(mia(10, 0, 0), noah(50, 0), hot()), gift(1, 30), pay(2, NOAH, MIA, 50), gift(1, 30));

        assertThat(decided.answers())
                .containsExactly(
                        new Answer(Refusal.INSUFFICIENT_FUNDS, false),
                        POSTED,
                        new Answer(Refusal.INSUFFICIENT_FUNDS, true));
        assertThat(decided.refusesUnstored()).isFalse();
    }

    @Test
    void what_is_posted_or_refused_for_want_of_money_is_stored() {
        assertThat(decide(List.of(mia(30, 0, 0), noah(0, 0), hot()), gift(1, 30), gift(2, 1))
                        .refusesUnstored())
                .isFalse();
    }

    @Test
    void a_balance_that_overflows_is_no_balance() {
        assertThatThrownBy(() -> decide(List.of(mia(100, 0, 0), noah(Long.MAX_VALUE, 0), hot()), pay(1, MIA, NOAH, 1)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void nothing_asked_is_nothing_decided() {
        var decided = decide(List.of());

        assertThat(decided.answers()).isEmpty();
        assertThat(decided.transfers()).isEmpty();
    }

    @Test
    void what_was_decided_cannot_be_changed() {
        var decided = decide(List.of(mia(30, 0, 0), noah(0, 0), hot()), gift(1, 30));

        assertThatThrownBy(() -> decided.answers().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> decided.transfers().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> decided.entries().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void knows_how_the_accounts_stand_when_it_is_written() {
        var idle = new AccountState(13, false, false, true, 0, 1, 0, 2);
        var accounts = List.of(hot(), noah(5, 3), mia(100, 20, 7), idle);
        var decided = Deciding.decide(
                List.of(
                        new Asked(id(1), hash(1), "EUR", false, new int[] {2, 1}, new long[] {-30, 30}),
                        new Asked(id(2), hash(2), "EUR", false, new int[] {1, 0}, new long[] {-10, 10})),
                accounts,
                Map.of(),
                Set.of());

        assertThat(decided.after(accounts)).containsExactly(hot(), noah(25, 5), mia(70, 20, 8), idle);
    }

    @Test
    void tells_whether_all_stand() {
        assertThat(decide(List.of(mia(50, 0, 0), noah(0, 0), hot()), gift(1, 30))
                        .allStand())
                .isTrue();
        assertThat(decide(List.of(mia(50, 0, 0), noah(0, 0), hot()), gift(1, 30), gift(2, 30))
                        .allStand())
                .isFalse();
    }

    private static Decided decide(List<AccountState> accounts, Asked... asked) {
        return Deciding.decide(List.of(asked), accounts, Map.of(), Set.of());
    }

    private static @Nullable Refusal refusal(List<AccountState> accounts, Asked asked) {
        var decided = decide(accounts, asked);
        assertThat(decided.entries()).isEmpty();
        return decided.answers().getFirst().refusal();
    }

    private static AccountState mia(long balance, long pendingOut, long version) {
        return new AccountState(10, false, false, true, 0, balance, pendingOut, version);
    }

    private static AccountState noah(long balance, long version) {
        return new AccountState(11, false, false, true, 0, balance, 0, version);
    }

    private static AccountState floored(long balance, long floor) {
        return new AccountState(10, false, false, true, floor, balance, 0, 0);
    }

    private static AccountState hot() {
        return new AccountState(12, true, false, false, 0, 0, 0, 0);
    }

    /** Mia gives; a third of it is the house's. */
    private static Asked gift(int id, long amount) {
        return new Asked(id(id), hash(id), "EUR", false, new int[] {MIA, NOAH, HOUSE}, new long[] {
            -amount, amount - amount / 3, amount / 3
        });
    }

    private static Asked pay(int id, int from, int to, long amount) {
        return new Asked(id(id), hash(id), "EUR", false, new int[] {from, to}, new long[] {-amount, amount});
    }

    private static UUID id(int number) {
        return new UUID(0x0197_0000_0000_7000L, number);
    }

    private static byte[] hash(int number) {
        return new byte[] {(byte) number};
    }
}
