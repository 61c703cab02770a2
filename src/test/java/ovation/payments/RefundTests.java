package ovation.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.CommonProblem;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;
import ovation.payments.ChargeOutcome.Succeeded;
import ovation.payments.Payments.ChargeRequest;
import ovation.payments.Payments.RefundRequest;
import ovation.payments.RefundOutcome.Failed;
import ovation.payments.RefundOutcome.Pending;
import ovation.payments.RefundOutcome.Refunded;
import ovation.payments.sandbox.Switches;
import ovation.payments.sandbox.TestCard;
import ovation.support.OvationTest;

@OvationTest
class RefundTests {

    private static final Money FIFTY = Money.of("50.00", "SEK");
    private static final Money TWENTY = Money.of("20.00", "SEK");

    @Autowired
    Till till;

    @Autowired
    PlatformTransactionManager transactions;

    FaultyProvider provider;
    Charging payments;
    Money clearingBefore;

    @BeforeEach
    void a_line_that_can_break() {
        provider = new FaultyProvider(till.sandbox);
        payments = till.charging(provider);
        till.company.switchTo(Switches.GOOD.withWebhooks(0, 1, false, 100));
        clearingBefore = till.platform(AccountKind.REFUND_CLEARING, "SEK");
    }

    @AfterEach
    void the_books_are_sound() {
        till.company.switchTo(Switches.GOOD);
        assertThat(till.checker.check().breaks()).isEmpty();
    }

    @Test
    void a_refund_goes_back_through_clearing_once_however_often_it_is_asked() {
        var charge = paid("sandbox_approve");
        var before = till.platform(AccountKind.PROVIDER_CLEARING, "SEK");
        var request = decidedOn(charge, TWENTY);

        var outcomes = IntStream.range(0, 1_000)
                .mapToObj(each -> payments.refund(request))
                .toList();

        assertThat(outcomes).containsOnly(new Refunded(request.id(), TWENTY));
        assertThat(clearing()).isEqualTo(clearingBefore);
        assertThat(till.platform(AccountKind.PROVIDER_CLEARING, "SEK")).isEqualTo(before.minus(TWENTY));
        assertThat(till.heardOf(charge.id())).containsExactly("succeeded", "refunded 20.00");
        assertThat(till.company.switches()).isNotNull();
    }

    @Test
    void refunds_together_never_exceed_the_charge() {
        var charge = paid("sandbox_approve");
        assertThat(payments.refund(decidedOn(charge, TWENTY))).isInstanceOf(Refunded.class);
        assertThat(payments.refund(decidedOn(charge, TWENTY))).isInstanceOf(Refunded.class);

        var third = decidedOn(charge, TWENTY);

        assertThat(payments.refund(third)).isEqualTo(new Failed(third.id(), TWENTY, "refund_exceeds_charge"));
        assertThat(clearing()).isEqualTo(clearingBefore);
        assertThat(till.heardOf(charge.id())).endsWith("refundFailed 20.00");
    }

    @Test
    void of_sixteen_refunds_at_once_only_as_many_pass_as_the_charge_holds() throws Exception {
        var charge = paid("sandbox_approve");
        Callable<RefundOutcome> call = () -> payments.refund(decidedOn(charge, TWENTY));

        try (var threads = Executors.newFixedThreadPool(16)) {
            var outcomes = threads.invokeAll(Collections.nCopies(16, call)).stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .toList();
            assertThat(outcomes).filteredOn(Refunded.class::isInstance).hasSize(2);
            assertThat(outcomes).filteredOn(Failed.class::isInstance).hasSize(14);
        }

        assertThat(clearing()).isEqualTo(clearingBefore);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultyProvider.Fault.class,
            names = {"LOSES_QUESTION", "LOSES_ANSWER"})
    void a_lost_question_or_answer_is_not_a_failure(FaultyProvider.Fault fault) {
        var charge = paid("sandbox_approve");
        var request = decidedOn(charge, TWENTY);
        provider.fault = fault;
        assertThat(payments.refund(request)).isEqualTo(new Pending(request.id(), TWENTY));
        assertThat(clearing()).isEqualTo(clearingBefore.plus(TWENTY));

        provider.fault = FaultyProvider.Fault.NONE;
        till.later(
                Duration.ofMinutes(1), () -> till.recovering(provider, payments).recover());

        assertThat(payments.refund(request)).isEqualTo(new Refunded(request.id(), TWENTY));
        assertThat(clearing()).isEqualTo(clearingBefore);
    }

    @Test
    void a_refund_the_bank_rejects_later_goes_back_to_its_owner() {
        till.company.switchTo(till.company.switches().withPendingRefunds());
        var charge = paid("sandbox_approve");
        var request = decidedOn(charge, TWENTY);
        assertThat(payments.refund(request)).isEqualTo(new Pending(request.id(), TWENTY));

        till.company.decideRefund(request.id(), false);
        till.later(
                Duration.ofMinutes(1), () -> till.recovering(provider, payments).recover());

        assertThat(payments.refund(request)).isEqualTo(new Failed(request.id(), TWENTY, "refund_rejected_by_bank"));
        assertThat(clearing()).isEqualTo(clearingBefore);
        assertThat(till.balance(charge)).isEqualTo(FIFTY);
    }

    @Test
    void a_card_that_no_refund_can_reach_fails_for_good() {
        var charge = till.charge("page", FIFTY);
        payments.charge(charge);
        till.company.choose(charge.id(), TestCard.REFUND_FAILS);
        payments.refresh(charge.id());
        var request = decidedOn(charge, TWENTY);

        assertThat(payments.refund(request)).isEqualTo(new Failed(request.id(), TWENTY, "account_closed"));
        assertThat(till.balance(charge)).isEqualTo(FIFTY);
    }

    @Test
    void refuses_what_is_no_refund() {
        var charge = paid("sandbox_approve");
        var open = till.charge("page", FIFTY);
        payments.charge(open);

        assertRefused(new RefundRequest(till.id(), till.id(), TWENTY), CommonProblem.NOT_FOUND);
        assertRefused(new RefundRequest(till.id(), open.id(), TWENTY), PaymentsProblem.REFUND_OF_UNPAID_CHARGE);
        for (var amount : new String[] {"0.00", "-1.00", "0.001"}) {
            assertRefused(
                    new RefundRequest(till.id(), charge.id(), Money.of(amount, "SEK")), CommonProblem.INVALID_INPUT);
        }
        assertRefused(new RefundRequest(till.id(), charge.id(), Money.of("1.00", "EUR")), CommonProblem.INVALID_INPUT);
        assertRefused(new RefundRequest(UUID.randomUUID(), charge.id(), TWENTY), CommonProblem.INVALID_INPUT);
        assertRefused(
                new RefundRequest(Ids.at(till.clock.instant().plus(Duration.ofDays(365))), charge.id(), TWENTY),
                CommonProblem.INVALID_INPUT);
        assertThat(provider.calls).isEqualTo(2);
    }

    @Test
    void the_same_id_with_another_refund_is_refused() {
        var charge = paid("sandbox_approve");
        var request = decidedOn(charge, TWENTY);
        payments.refund(request);

        assertRefused(new RefundRequest(request.id(), charge.id(), FIFTY), CommonProblem.ID_REUSED);
        assertRefused(new RefundRequest(request.id(), paid("sandbox_approve").id(), TWENTY), CommonProblem.ID_REUSED);
        assertThat(clearing()).isEqualTo(clearingBefore);
    }

    @Test
    void is_never_called_inside_a_transaction() {
        var charge = paid("sandbox_approve");

        assertThatThrownBy(() -> new TransactionTemplate(transactions)
                        .execute(status -> payments.refund(new RefundRequest(till.id(), charge.id(), TWENTY))))
                .isInstanceOf(IllegalStateException.class);
    }

    private ChargeRequest paid(String method) {
        var charge = till.charge(method, FIFTY);
        assertThat(payments.charge(charge)).isEqualTo(new Succeeded(charge.id(), FIFTY));
        return charge;
    }

    /** As a caller does it: the decision moves the amount into clearing, then the provider is asked. */
    private RefundRequest decidedOn(ChargeRequest charge, Money amount) {
        return till.decideOnRefund(charge, amount);
    }

    private Money clearing() {
        return till.platform(AccountKind.REFUND_CLEARING, "SEK");
    }

    private void assertRefused(RefundRequest request, ovation.base.ProblemCode code) {
        assertThatThrownBy(() -> payments.refund(request))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
