package ovation.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.base.CommonProblem;
import ovation.base.Refused;
import ovation.ledger.Money;
import ovation.payments.Transfers.TransferOutcome.Failed;
import ovation.payments.Transfers.TransferOutcome.Pending;
import ovation.payments.Transfers.TransferOutcome.Returned;
import ovation.payments.Transfers.TransferOutcome.Sent;
import ovation.payments.Transfers.TransferRequest;
import ovation.payments.sandbox.Switches;
import ovation.support.OvationTest;

@OvationTest
class TransfersTests {

    private static final Money TEN = Money.of("10.00", "EUR");

    @Autowired
    Till till;

    @Autowired
    Transfers transfers;

    @AfterEach
    void a_good_company_again() {
        till.company.switchTo(Switches.GOOD);
    }

    @Test
    void is_sent_once_and_may_come_back() {
        var request = new TransferRequest(till.id(), "sandbox_return", TEN);
        var sent = new Sent("sandbox_" + request.id());

        assertThat(transfers.send(request)).isEqualTo(sent);
        assertThat(transfers.send(request)).isEqualTo(sent);
        assertThat(transfers.find(request.id())).contains(sent);
        till.company.returnTransfer(request.id());

        assertThat(transfers.find(request.id())).contains(new Returned("returned_by_bank"));
    }

    @ParameterizedTest
    @CsvSource({"sandbox_closed, account_closed", "acct_of_nobody, destination_unknown"})
    void fails_for_good(String destination, String code) {
        var request = new TransferRequest(till.id(), destination, TEN);

        assertThat(transfers.send(request)).isEqualTo(new Failed(code));
        assertThat(transfers.find(request.id())).contains(new Failed(code));
    }

    @Test
    void a_lost_answer_is_not_a_failure() {
        var request = new TransferRequest(till.id(), "sandbox_ok", TEN);
        till.company.switchTo(Switches.GOOD.withCalls(0, 100, 0));
        assertThat(transfers.send(request)).isEqualTo(new Pending());

        till.company.switchTo(Switches.GOOD);

        assertThat(transfers.find(request.id())).contains(new Sent("sandbox_" + request.id()));
    }

    @Test
    void the_same_id_with_another_transfer_is_refused() {
        var request = new TransferRequest(till.id(), "sandbox_ok", TEN);
        transfers.send(request);

        assertThatThrownBy(() -> transfers.send(new TransferRequest(request.id(), "sandbox_ok", TEN.plus(TEN))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(CommonProblem.ID_REUSED));
        assertThat(transfers.find(till.id())).isEmpty();
    }
}
