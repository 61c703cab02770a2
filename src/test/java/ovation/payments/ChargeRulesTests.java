package ovation.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.payments.Payments.ChargeRequest;
import ovation.support.OvationTest;

/** What is no charge is refused before anything is stored. */
@OvationTest
class ChargeRulesTests {

    private static final Money FIFTY = Money.of("50.00", "EUR");

    @Autowired
    Till till;

    private Charging payments;

    @BeforeEach
    void through_the_sandbox() {
        payments = till.charging(till.sandbox);
    }

    @ParameterizedTest
    @CsvSource({
        "0.999999, charge_too_small",
        "0, charge_too_small",
        "-50, charge_too_small",
        "50000.01, charge_too_large",
        "9000000000000, charge_too_large",
        "10.001, charge_not_payable"
    })
    void refuses_amounts_that_cannot_be_paid(String amount, String reason) {
        assertRefused(aCharge("sandbox_approve", Money.of(amount, "EUR")), "amount", reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ads",
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "/a\\b",
                "/a b",
                "/a\nb",
                "/ä"
            })
    void refuses_ways_back_that_are_not_ours(String path) {
        var request = aCharge("page", FIFTY);
        assertRefused(
                new ChargeRequest(
                        request.id(),
                        request.payer(),
                        request.kind(),
                        request.cause(),
                        request.credits(),
                        request.amount(),
                        request.method(),
                        path),
                "returnPath",
                "charge_foreign_path");
    }

    @Test
    void refuses_other_methods_currencies_and_old_ids() {
        var good = aCharge("page", FIFTY);
        assertRefused(aCharge("gold", FIFTY), "method", "charge_method_unknown");
        assertRefused(aCharge("page", Money.of("50.00", "USD")), "currency", "charge_other_currency");
        assertRefused(withId(good, UUID.randomUUID()), "id", "charge_id_not_now");
        assertRefused(withId(good, Ids.at(till.clock.instant().minus(Duration.ofDays(2)))), "id", "charge_id_not_now");
    }

    private void assertRefused(ChargeRequest request, String field, String reason) {
        assertThatThrownBy(() -> payments.charge(request))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.fields())
                        .containsExactlyEntriesOf(java.util.Map.of(field, reason)));
        assertThat(payments.find(request.id())).isEmpty();
    }

    private ChargeRequest aCharge(String method, Money amount) {
        var payer = till.id();
        return new ChargeRequest(
                till.id(),
                payer,
                "advertiser.topup",
                new SubjectRef("topup", till.id()),
                List.of(Leg.credit(
                        new Account(AccountKind.ADVERTISER_PREPAID, payer, "EUR"), Money.of(amount.decimal(), "EUR"))),
                amount,
                method,
                "/advertiser/billing?from=page");
    }

    private static ChargeRequest withId(ChargeRequest request, UUID id) {
        return new ChargeRequest(
                id,
                request.payer(),
                request.kind(),
                request.cause(),
                request.credits(),
                request.amount(),
                request.method(),
                request.returnPath());
    }
}
