package ovation.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.base.ProblemCode;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;
import ovation.payments.ChargeOutcome.NeedsAction;
import ovation.payments.ChargeOutcome.Succeeded;
import ovation.payments.Payments.ChargeRequest;
import ovation.payments.Reconciliation.Difference;
import ovation.payments.sandbox.Switches;
import ovation.payments.sandbox.TestCard;
import ovation.support.OvationTest;

@OvationTest
class ReconcilingTests {

    private static final Money HUNDRED = Money.of("100.00", "DKK");
    private static final Money FEE = Money.of("1.65", "DKK");

    @Autowired
    Till till;

    @Autowired
    Payments payments;

    @Autowired
    Recovering recovering;

    @Autowired
    Charging charging;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    ClearingTiesOut clearing;

    @Autowired
    PaymentFacts facts;

    @Autowired
    ReconciledBeforeClose beforeClose;

    @Autowired
    JdbcClient jdbc;

    LocalDate today;
    Money bank;
    Money fees;

    @BeforeEach
    void a_day_with_a_clean_desk() {
        till.company.switchTo(Switches.GOOD.withWebhooks(0, 1, false, 100));
        today = LocalDate.ofInstant(till.clock.instant(), ZoneOffset.UTC);
        inDays(1, () -> reconciliation.reconcile(today));
        bank = till.platform(AccountKind.BANK, "DKK");
        fees = till.platform(AccountKind.PROVIDER_FEES, "DKK");
    }

    @AfterEach
    void clearing_is_explained() {
        till.company.switchTo(Switches.GOOD);
        assertThat(till.checker.check().breaks()).isEmpty();
        assertThat(clearing.check()).noneMatch(broken -> broken.currency().equals("DKK"));
    }

    @Test
    void what_agrees_becomes_bank_and_fees_once() {
        var refunded = paid();
        payments.refund(till.decideOnRefund(refunded, Money.of("40.00", "DKK")));
        var disputed = paid();
        var dispute = till.company.openDispute(disputed.id());
        recovering.dispute(dispute);
        till.company.decideDispute(dispute, true);
        recovering.dispute(dispute);

        inDays(1, () -> {
            var first = reconciliation.reconcile(today);
            assertThat(first.matched()).isEqualTo(first.lines());
            assertThat(reconciliation.reconcile(today).lines()).isEqualTo(first.lines());
        });

        // Two charges, a refund, a dispute with its fee of 15, and its return.
        var kept = FEE.plus(FEE).plus(Money.of("15.00", "DKK"));
        assertThat(till.platform(AccountKind.PROVIDER_FEES, "DKK")).isEqualTo(fees.plus(kept));
        assertThat(till.platform(AccountKind.BANK, "DKK"))
                .isEqualTo(bank.plus(Money.of("160.00", "DKK")).minus(kept));
        assertThat(till.platform(AccountKind.PROVIDER_CLEARING, "DKK").isZero()).isTrue();
        assertThat(differences()).isEmpty();
    }

    @Test
    void what_differs_stands_by_name_until_two_people_write_it_off() {
        var tooLittle = paid();
        var lost = paid();
        jdbc.sql("UPDATE payments_sandbox_movement SET gross_micros = gross_micros - 1000000 WHERE source = :source")
                .param("source", tooLittle.id().toString())
                .update();
        jdbc.sql("DELETE FROM payments_sandbox_movement WHERE source = :source")
                .param("source", lost.id().toString())
                .update();
        stray("7.00");

        inDays(1, () -> reconciliation.reconcile(today));
        assertThat(differences())
                .extracting(Difference::kind, each -> each.amount().decimal())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("amount_differs", "1.00"),
                        org.assertj.core.groups.Tuple.tuple("missing_with_us", "-7.00"));
        inDays(5, () -> {
            reconciliation.reconcile(today.plusDays(1));
            assertThat(reconciliation.ageing()).noneMatch(item -> item.source().equals(lost.id()));
        });
        assertThat(differences())
                .extracting(Difference::kind)
                .containsExactlyInAnyOrder("amount_differs", "missing_with_us", "missing_at_provider");
        assertThat(till.platform(AccountKind.PROVIDER_CLEARING, "DKK").isZero()).isTrue();
        assertThat(till.platform(AccountKind.RECONCILIATION_DIFFERENCE, "DKK")).isEqualTo(Money.of("94.00", "DKK"));

        assertThat(differences())
                .extracting(difference -> inGerman("payments.difference", "difference", difference.id()))
                .allMatch(text -> text.startsWith("Abgleich: ") && !text.matches(".*(missing|differs|charge|other).*"))
                .anyMatch(text -> text.startsWith("Abgleich: Anderer Betrag, Zahlung "));

        var written = till.platform(AccountKind.WRITTEN_OFF, "DKK");
        differences().forEach(this::writeOffByTwo);

        assertThat(till.platform(AccountKind.RECONCILIATION_DIFFERENCE, "DKK").isZero())
                .isTrue();
        assertThat(till.platform(AccountKind.WRITTEN_OFF, "DKK")).isEqualTo(written.plus(Money.of("94.00", "DKK")));
    }

    private String inGerman(String kind, String cause, UUID id) {
        LocaleContextHolder.setLocale(Locale.GERMAN);
        try {
            return facts.of(till.id(), kind, new SubjectRef(cause, id))
                    .orElseThrow()
                    .title();
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    private void writeOffByTwo(Difference difference) {
        var ann = till.id();
        var ben = till.id();
        var id = till.id();
        assertRefused(() -> reconciliation.propose(id, difference.id(), ann, " no "), "invalid_input");
        reconciliation.propose(id, difference.id(), ann, "Nobody at the provider can say");
        reconciliation.propose(id, difference.id(), ann, "Nobody at the provider can say");
        assertRefused(() -> reconciliation.propose(id, difference.id(), ann, "Something else"), "id_reused");
        assertRefused(
                () -> reconciliation.propose(till.id(), difference.id(), ben, "Me too"), "write_off_waits_already");
        assertRefused(() -> reconciliation.approve(id, ann), "write_off_needs_another_person");
        assertRefused(() -> reconciliation.approve(till.id(), ben), "not_found");

        assertThat(reconciliation.approve(id, ben).state()).isEqualTo("approved");
        assertThat(reconciliation.approve(id, ben).state()).isEqualTo("approved");

        assertRefused(() -> reconciliation.reject(id, ann), "difference_closed");
        assertRefused(() -> reconciliation.approve(id, till.id()), "difference_closed");
        assertThat(facts.of(till.id(), "payments.write_off", new SubjectRef("write_off", id)))
                .hasValueSatisfying(fact -> assertThat(fact.title()).contains("Nobody at the provider"));
    }

    @Test
    void a_line_that_comes_late_explains_what_was_missing() {
        var charge = paid();
        jdbc.sql("UPDATE payments_sandbox_movement SET moved_at = moved_at + interval '5 days' WHERE source = :source")
                .param("source", charge.id().toString())
                .update();
        inDays(5, () -> {
            reconciliation.reconcile(today);
            reconciliation.reconcile(today.plusDays(1));
        });
        assertThat(differences()).singleElement().satisfies(each -> assertThat(each.kind())
                .isEqualTo("missing_at_provider"));
        var proposal = till.id();
        reconciliation.propose(proposal, differences().getFirst().id(), till.id(), "It never came");

        inDays(6, () -> reconciliation.reconcile(today.plusDays(5)));

        assertThat(differences()).isEmpty();
        assertThat(till.platform(AccountKind.RECONCILIATION_DIFFERENCE, "DKK").isZero())
                .isTrue();
        assertThat(till.platform(AccountKind.BANK, "DKK"))
                .isEqualTo(bank.plus(HUNDRED).minus(FEE));
        assertRefused(() -> reconciliation.approve(proposal, till.id()), "difference_closed");
    }

    @Test
    void a_charge_learnt_of_late_explains_a_line_that_was_unknown() {
        var charge = till.charge("page", HUNDRED);
        assertThat(payments.charge(charge)).isInstanceOf(NeedsAction.class);
        till.company.choose(charge.id(), TestCard.APPROVE);
        jdbc.sql("UPDATE payments_charge SET asked_at = asked_at + interval '10 days' WHERE id = :id")
                .param("id", charge.id())
                .update();
        inDays(1, () -> reconciliation.reconcile(today));
        assertThat(differences()).singleElement().satisfies(each -> assertThat(each.kind())
                .isEqualTo("missing_with_us"));

        charging.refresh(charge.id());
        inDays(1, () -> reconciliation.reconcile(today));

        assertThat(differences()).isEmpty();
        assertThat(till.platform(AccountKind.PROVIDER_CLEARING, "DKK").isZero()).isTrue();
    }

    @Test
    void of_two_lines_about_one_charge_learnt_of_late_one_is_explained() {
        var charge = till.charge("page", HUNDRED);
        assertThat(payments.charge(charge)).isInstanceOf(NeedsAction.class);
        till.company.choose(charge.id(), TestCard.APPROVE);
        jdbc.sql("UPDATE payments_charge SET asked_at = asked_at + interval '10 days' WHERE id = :id")
                .param("id", charge.id())
                .update();
        stray("100.00", charge.id());
        inDays(1, () -> reconciliation.reconcile(today));
        assertThat(differences()).hasSize(2);

        charging.refresh(charge.id());
        inDays(1, () -> reconciliation.reconcile(today));

        assertThat(till.platform(AccountKind.PROVIDER_CLEARING, "DKK").isZero()).isTrue();
        assertThat(differences()).singleElement().satisfies(this::writeOffByTwo);
    }

    @Test
    void a_month_waits_for_its_reports_and_for_who_explains_what_differs() {
        paid();
        stray("7.00");
        inDays(1, () -> reconciliation.reconcile(today));
        var next = YearMonth.from(today).plusMonths(1);
        var obstacles = beforeClose.obstacles(next);

        assertThat(obstacles)
                .hasSize(2)
                .anyMatch(each -> each.startsWith("The provider's report of " + next.atDay(1) + " is not read"))
                .anyMatch(each -> each.contains("explained nor written off"));
        assertThat(beforeClose.obstacles(YearMonth.of(2020, 1))).isEmpty();

        differences().forEach(this::writeOffByTwo);

        assertThat(beforeClose.obstacles(next)).isNotEqualTo(obstacles);
    }

    @Test
    void names_what_has_not_returned_to_zero_in_time() {
        var charge = paid();

        assertThat(item(charge.id()).late()).isFalse();
        inDays(4, () -> assertThat(item(charge.id()).late()).isTrue());
    }

    @Test
    void refuses_days_that_are_not_over() {
        assertRefused(() -> reconciliation.reconcile(today), "invalid_input");
        assertRefused(() -> reconciliation.reconcile(today.plusDays(1)), "invalid_input");
        assertRefused(() -> reconciliation.reconcile(today.minusYears(2)), "invalid_input");
    }

    private Reconciliation.OpenItem item(UUID source) {
        return reconciliation.ageing().stream()
                .filter(each -> each.source().equals(source))
                .findFirst()
                .orElseThrow();
    }

    private List<Difference> differences() {
        return reconciliation.differences().stream()
                .filter(each -> each.amount().currency().equals("DKK"))
                .toList();
    }

    private void stray(String amount) {
        stray(amount, till.id());
    }

    private void stray(String amount, UUID source) {
        jdbc.sql("""
                        INSERT INTO payments_sandbox_movement (id, kind, source, currency, gross_micros, fee_micros, moved_at)
                        VALUES (:id, 'charge', :source, 'DKK', :gross, 0, :now)
                        """)
                .param("id", "mov_" + till.id())
                .param("source", source.toString())
                .param("gross", Money.of(amount, "DKK").micros())
                .param("now", Charges.utc(till.clock.instant()))
                .update();
    }

    private ChargeRequest paid() {
        var charge = till.charge("sandbox_approve", HUNDRED);
        assertThat(payments.charge(charge)).isInstanceOf(Succeeded.class);
        return charge;
    }

    private void inDays(int days, Runnable work) {
        till.later(Duration.ofDays(days), work);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code())
                .extracting(ProblemCode::code)
                .isEqualTo(code));
    }
}
