package ovation.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.CommonProblem;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.payments.ChargeOutcome.Declined;
import ovation.payments.ChargeOutcome.NeedsAction;
import ovation.payments.ChargeOutcome.Pending;
import ovation.payments.ChargeOutcome.Succeeded;
import ovation.payments.Payments.ChargeRequest;
import ovation.payments.sandbox.SandboxOperator;
import ovation.payments.sandbox.SandboxPsp;
import ovation.payments.sandbox.SandboxTokens;
import ovation.payments.sandbox.Switches;
import ovation.payments.sandbox.TestCard;
import ovation.support.OvationTest;

@OvationTest
class ChargingTests {

    private static final Money FIFTY = Money.of("50.00", "EUR");

    @Autowired
    Charges charges;

    @Autowired
    SandboxProvider sandbox;

    @Autowired
    SandboxOperator company;

    @Autowired
    SandboxTokens tokens;

    @Autowired
    Refunds refunds;

    @Autowired
    Disputes disputes;

    @Autowired
    Booking booking;

    @Autowired
    MockMvc pages;

    @Autowired
    Ledger ledger;

    @Autowired
    LedgerChecker checker;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    MovableClock clock;

    FaultyProvider provider;
    Charging payments;
    Recovering recovering;
    Account account;

    @BeforeEach
    void payments_over_a_line_that_can_break() {
        provider = new FaultyProvider(sandbox);
        payments = new Charging(charges, refunds, provider, booking, clock);
        recovering = new Recovering(charges, refunds, disputes, provider, payments, booking, clock);
        // Nobody tells, so that each test decides who asks.
        company.switchTo(Switches.GOOD.withWebhooks(0, 1, false, 100));
        account = new Account(AccountKind.ADVERTISER_PREPAID, Ids.next(clock), "EUR");
    }

    @AfterEach
    void a_good_company_again() {
        company.switchTo(Switches.GOOD);
    }

    @Test
    void an_approved_charge_stands_in_the_books_once() {
        var request = aCharge("sandbox_approve", FIFTY);

        var outcomes = IntStream.range(0, 20)
                .mapToObj(each -> payments.charge(request))
                .toList();

        assertThat(outcomes).containsOnly(new Succeeded(request.id(), FIFTY));
        assertThat(balance()).isEqualTo(FIFTY);
        assertThat(provider.calls).isEqualTo(1);
        assertThat(ledger.statement(account, null, 10).items())
                .singleElement()
                .satisfies(line -> assertThat(line.transfer()).isEqualTo(request.id()));
        assertThat(checker.check().breaks()).isEmpty();
    }

    @Test
    void a_declined_charge_moves_nothing() {
        var request = aCharge("sandbox_decline", FIFTY);

        assertThat(payments.charge(request)).isEqualTo(new Declined(request.id(), FIFTY, "card_declined"));
        assertThat(balance().isZero()).isTrue();
        assertThat(payments.find(request.id())).contains(new Declined(request.id(), FIFTY, "card_declined"));
    }

    @Test
    void the_page_decides_and_leads_back() throws Exception {
        var request = aCharge("page", FIFTY);
        var url = ((NeedsAction) payments.charge(request)).url();

        pages.perform(MockMvcRequestBuilders.get(url))
                .andExpect(MockMvcResultMatchers.view().name("payments/sandbox"))
                .andExpect(MockMvcResultMatchers.model().attribute("amount", FIFTY))
                .andExpect(MockMvcResultMatchers.model().attribute("state", "WAITING"));
        assertThat(balance().isZero()).isTrue();
        post(url + "/approve");

        assertThat(payments.find(request.id())).contains(new Succeeded(request.id(), FIFTY));
        assertThat(balance()).isEqualTo(FIFTY);
    }

    @Test
    void only_the_first_decision_counts() throws Exception {
        var approved = aCharge("page", FIFTY);
        var url = ((NeedsAction) payments.charge(approved)).url();
        post(url + "/approve");
        post(url + "/approve");
        post(url + "/decline");
        var declined = aCharge("page", FIFTY);
        var other = ((NeedsAction) payments.charge(declined)).url();
        post(other + "/decline");
        post(other + "/approve");

        assertThat(payments.charge(approved)).isEqualTo(new Succeeded(approved.id(), FIFTY));
        assertThat(payments.charge(declined)).isEqualTo(new Declined(declined.id(), FIFTY, "card_declined"));
        assertThat(balance()).isEqualTo(FIFTY);
    }

    @Test
    void a_foreign_or_changed_token_shows_and_decides_nothing() throws Exception {
        var request = aCharge("page", FIFTY);
        var url = ((NeedsAction) payments.charge(request)).url();
        var changed = url.substring(0, url.length() - 3) + (url.endsWith("AAA") ? "BBB" : "AAA");

        for (var path :
                List.of(changed, "/sandbox/pay/" + request.id(), "/sandbox/pay/" + tokens.of(Ids.next(clock)))) {
            pages.perform(MockMvcRequestBuilders.get(path))
                    .andExpect(MockMvcResultMatchers.status().isNotFound());
            pages.perform(MockMvcRequestBuilders.post(path + "/approve").with(ChargingTests::withItsToken))
                    .andExpect(MockMvcResultMatchers.status().isNotFound());
        }
        assertThat(payments.find(request.id()).orElseThrow()).isInstanceOf(NeedsAction.class);
    }

    @Test
    void a_page_that_waited_too_long_has_run_out() throws Exception {
        var request = aCharge("page", FIFTY);
        var url = ((NeedsAction) payments.charge(request)).url();
        clock.advance(SandboxPsp.PATIENCE.plusMinutes(1));
        try {
            post(url + "/approve");
        } finally {
            clock.backToNow();
        }

        assertThat(payments.charge(request)).isEqualTo(new Declined(request.id(), FIFTY, "expired"));
        assertThat(balance().isZero()).isTrue();
    }

    /** Died after the intent, before or after the provider heard of it: both are mended by asking again. */
    @ParameterizedTest
    @CsvSource({"LOSES_QUESTION, sandbox_approve", "LOSES_ANSWER, sandbox_approve", "LOSES_ANSWER, sandbox_decline"})
    void a_lost_question_or_answer_is_not_a_failure(FaultyProvider.Fault fault, String method) {
        var request = aCharge(method, FIFTY);
        provider.fault = fault;
        assertThat(payments.charge(request)).isEqualTo(new Pending(request.id(), FIFTY));
        assertThat(payments.charge(request)).isEqualTo(new Pending(request.id(), FIFTY));
        assertThat(balance().isZero()).isTrue();

        provider.fault = FaultyProvider.Fault.NONE;
        recoverLater();

        if (method.equals("sandbox_approve")) {
            assertThat(payments.find(request.id())).contains(new Succeeded(request.id(), FIFTY));
            assertThat(balance()).isEqualTo(FIFTY);
        } else {
            assertThat(payments.find(request.id()).orElseThrow()).isInstanceOf(Declined.class);
        }
    }

    @Test
    void a_crash_right_after_the_intent_is_recovered() {
        var request = aCharge("sandbox_approve", FIFTY);
        charges.add(request, "sandbox", clock.instant());
        assertThat(payments.find(request.id())).contains(new Pending(request.id(), FIFTY));

        recoverLater();

        assertThat(payments.find(request.id())).contains(new Succeeded(request.id(), FIFTY));
        assertThat(balance()).isEqualTo(FIFTY);
    }

    @Test
    void a_decision_whose_notice_got_lost_is_found_by_the_recovery() {
        var request = aCharge("page", FIFTY);
        payments.charge(request);
        company.choose(request.id(), TestCard.APPROVE);
        assertThat(payments.find(request.id()).orElseThrow()).isInstanceOf(NeedsAction.class);

        recoverLater();

        assertThat(balance()).isEqualTo(FIFTY);
    }

    @Test
    void one_request_sent_by_sixteen_at_once_is_charged_once() throws Exception {
        var request = aCharge("sandbox_approve", FIFTY);
        Callable<ChargeOutcome> call = () -> payments.charge(request);

        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var outcome : threads.invokeAll(java.util.Collections.nCopies(16, call))) {
                assertThat(outcome.get()).isEqualTo(new Succeeded(request.id(), FIFTY));
            }
        }

        assertThat(balance()).isEqualTo(FIFTY);
    }

    @Test
    void the_same_id_with_another_request_is_refused() {
        var first = aCharge("sandbox_approve", FIFTY);
        payments.charge(first);

        var other = new ChargeRequest(
                first.id(),
                first.payer(),
                first.kind(),
                first.cause(),
                List.of(Leg.credit(account, Money.of("51.00", "EUR"))),
                Money.of("51.00", "EUR"),
                first.method(),
                first.returnPath());

        assertThatThrownBy(() -> payments.charge(other))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(CommonProblem.ID_REUSED));
        assertThat(balance()).isEqualTo(FIFTY);
    }

    @Test
    void is_never_called_inside_a_transaction() {
        var request = aCharge("sandbox_approve", FIFTY);

        assertThatThrownBy(() -> new TransactionTemplate(transactions).execute(status -> payments.charge(request)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(payments.find(request.id())).isEmpty();
    }

    private void recoverLater() {
        clock.advance(Duration.ofMinutes(1));
        try {
            recovering.recover();
        } finally {
            clock.backToNow();
        }
    }

    private void post(String path) throws Exception {
        var way = pages.perform(MockMvcRequestBuilders.post(path).with(ChargingTests::withItsToken))
                .andExpect(MockMvcResultMatchers.redirectedUrlPattern("/payments/return/*"))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        pages.perform(MockMvcRequestBuilders.get(way))
                .andExpect(MockMvcResultMatchers.redirectedUrl("/advertiser/billing?from=page"));
    }

    private ChargeRequest aCharge(String method, Money amount) {
        return new ChargeRequest(
                Ids.next(clock),
                account.owner(),
                "advertiser.topup",
                new SubjectRef("topup", Ids.next(clock)),
                List.of(Leg.credit(
                        new Account(account.kind(), account.owner(), "EUR"), Money.of(amount.decimal(), "EUR"))),
                amount,
                method,
                "/advertiser/billing?from=page");
    }

    private Money balance() {
        return ledger.balance(account).posted();
    }

    /** Spring's own way to do it would change the application that other tests share. */
    private static MockHttpServletRequest withItsToken(MockHttpServletRequest request) {
        var token = UUID.randomUUID().toString();
        request.setCookies(new Cookie("XSRF-TOKEN", token));
        request.addHeader("X-XSRF-TOKEN", token);
        return request;
    }
}
