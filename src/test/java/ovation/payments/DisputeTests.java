package ovation.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.payments.ChargeOutcome.Succeeded;
import ovation.payments.Payments.ChargeRequest;
import ovation.payments.RefundOutcome.Failed;
import ovation.payments.sandbox.Switches;
import ovation.payments.sandbox.TestCard;
import ovation.support.OvationTest;

@OvationTest
class DisputeTests {

    private static final Money FIFTY = Money.of("50.00", "PLN");

    @Autowired
    Till till;

    @Autowired
    Payments payments;

    @Autowired
    Recovering recovering;

    @Autowired
    ClearingTiesOut clearing;

    @Autowired
    PaymentFacts facts;

    @Autowired
    JdbcClient jdbc;

    Money disputed;
    Money owed;

    @BeforeEach
    void nobody_tells() {
        till.company.switchTo(Switches.GOOD.withWebhooks(0, 1, false, 100));
        disputed = till.platform(AccountKind.DISPUTE_CLEARING, "PLN");
        owed = till.platform(AccountKind.PROVIDER_CLEARING, "PLN");
    }

    @AfterEach
    void the_books_are_sound_and_clearing_is_explained() {
        till.company.switchTo(Switches.GOOD);
        assertThat(till.checker.check().breaks()).isEmpty();
        assertThat(clearing.check()).noneMatch(broken -> broken.currency().equals("PLN"));
    }

    @Test
    void a_dispute_won_leaves_everything_as_before() {
        var charge = paid();
        var dispute = till.company.openDispute(charge.id());
        hear(dispute);
        assertThat(till.platform(AccountKind.DISPUTE_CLEARING, "PLN")).isEqualTo(disputed.plus(FIFTY));
        assertThat(till.platform(AccountKind.PROVIDER_CLEARING, "PLN")).isEqualTo(owed);

        till.company.decideDispute(dispute, true);
        hear(dispute);

        assertThat(inGerman(dispute)).contains("über 50.00 PLN").endsWith("gewonnen (Betrug)");
        assertThat(till.heardOf(charge.id())).containsExactly("succeeded", "disputed 50.00", "won 50.00");
        assertThat(till.platform(AccountKind.DISPUTE_CLEARING, "PLN")).isEqualTo(disputed);
        assertThat(till.platform(AccountKind.PROVIDER_CLEARING, "PLN")).isEqualTo(owed.plus(FIFTY));
        assertThat(till.balance(charge)).isEqualTo(FIFTY);
    }

    private String inGerman(String dispute) {
        var id = jdbc.sql("SELECT id FROM payments_dispute WHERE provider_ref = :reference")
                .param("reference", dispute)
                .query(UUID.class)
                .single();
        LocaleContextHolder.setLocale(Locale.GERMAN);
        try {
            return facts.of(till.id(), "payments.dispute", new SubjectRef("dispute", id))
                    .orElseThrow()
                    .title();
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    @Test
    void a_dispute_heard_of_when_it_is_lost_was_opened_first() {
        var charge = paid();
        var dispute = till.company.openDispute(charge.id());
        till.company.decideDispute(dispute, false);

        hear(dispute);

        assertThat(till.heardOf(charge.id())).containsExactly("succeeded", "disputed 50.00", "lost 50.00");
        assertThat(till.platform(AccountKind.DISPUTE_CLEARING, "PLN")).isEqualTo(disputed);
        assertThat(till.balance(charge).isZero()).isTrue();
    }

    @Test
    void what_nobody_bears_is_our_loss() {
        var losses = till.platform(AccountKind.CHARGEBACK_LOSS, "PLN");
        var payer = till.id();
        var charge = new ChargeRequest(
                till.id(),
                payer,
                "orphan.sale",
                new SubjectRef("person", payer),
                List.of(Leg.credit(new Account(AccountKind.ADVERTISER_PREPAID, payer, "PLN"), FIFTY)),
                FIFTY,
                "sandbox_approve",
                "/");
        assertThat(payments.charge(charge)).isInstanceOf(Succeeded.class);
        var dispute = till.company.openDispute(charge.id());
        till.company.decideDispute(dispute, false);

        hear(dispute);

        assertThat(till.platform(AccountKind.CHARGEBACK_LOSS, "PLN")).isEqualTo(losses.plus(FIFTY));
        assertThat(till.platform(AccountKind.DISPUTE_CLEARING, "PLN")).isEqualTo(disputed);
    }

    @Test
    void a_dispute_that_overtakes_the_news_of_its_charge_makes_us_ask_for_that_first() {
        var charge = till.charge("page", FIFTY);
        payments.charge(charge);
        till.company.choose(charge.id(), TestCard.APPROVE);

        hear(till.company.openDispute(charge.id()));

        assertThat(till.heardOf(charge.id())).containsExactly("succeeded", "disputed 50.00");
        till.company.decideDispute(till.company.openDispute(charge.id()), true);
        hear(till.company.openDispute(charge.id()));
    }

    @Test
    void what_is_disputed_cannot_be_refunded_too() {
        var charge = paid();
        var dispute = till.company.openDispute(charge.id());
        hear(dispute);
        var request = till.decideOnRefund(charge, Money.of("1.00", "PLN"));

        assertThat(payments.refund(request)).isEqualTo(new Failed(request.id(), request.amount(), "charge_disputed"));

        till.company.decideDispute(dispute, true);
        hear(dispute);
        assertThat(payments.refund(till.decideOnRefund(charge, Money.of("1.00", "PLN"))))
                .isInstanceOf(RefundOutcome.Refunded.class);
    }

    @Test
    void the_provider_refuses_a_refund_of_what_we_do_not_know_is_disputed() {
        var charge = paid();
        till.company.openDispute(charge.id());
        var request = till.decideOnRefund(charge, FIFTY);

        assertThat(payments.refund(request)).isEqualTo(new Failed(request.id(), FIFTY, "charge_disputed"));
        assertThat(till.balance(charge)).isEqualTo(FIFTY);
        var dispute = till.company.openDispute(charge.id());
        till.company.decideDispute(dispute, true);
        hear(dispute);
    }

    /** As often as webhooks, recovery and look-ups may come. */
    private void hear(String dispute) {
        for (var time = 0; time < 5; time++) {
            assertThat(recovering.dispute(dispute)).isTrue();
        }
    }

    private ChargeRequest paid() {
        var charge = till.charge("sandbox_approve", FIFTY);
        assertThat(payments.charge(charge)).isInstanceOf(Succeeded.class);
        return charge;
    }
}
