package ovation.payouts;

import com.prowidesoftware.swift.model.mx.MxPain00100109;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import ovation.base.Ids;

/**
 * A bank without money: reads our file and answers with a status file, as another company's would. Accounts that end in 13
 * are closed there (AC04), those that end in 14 take their time (PDNG).
 */
@Component
class SandboxBank {

    private final Clock clock;
    private final boolean open;

    SandboxBank(
            Clock clock,
            PayoutsSettings settings,
            @Value("${ovation.payments.provider:sandbox}") String paymentProvider) {
        this.clock = clock;
        this.open = Objects.requireNonNullElse(settings.sandbox(), paymentProvider.equals("sandbox"));
    }

    /** Where it is not, there is a real bank: nobody is shown what travels with a penny, and no answer is made up. */
    boolean open() {
        return open;
    }

    String answer(String pain001) {
        return answer(pain001, iban -> iban.endsWith("13") ? "RJCT AC04" : iban.endsWith("14") ? "PDNG" : "ACSC");
    }

    /** @param statusOf of an account: the status, for a rejection followed by its reason */
    String answer(String pain001, Function<String, String> statusOf) {
        var asked = MxPain00100109.parse(pain001).getCstmrCdtTrfInitn();
        var payments = new StringBuilder();
        asked.getPmtInf().forEach(instruction -> instruction.getCdtTrfTxInf().forEach(each -> {
            var status = statusOf.apply(each.getCdtrAcct().getId().getIBAN()).split(" ");
            payments.append("<TxInfAndSts><OrgnlEndToEndId>")
                    .append(each.getPmtId().getEndToEndId())
                    .append("</OrgnlEndToEndId><TxSts>")
                    .append(status[0])
                    .append("</TxSts>");
            if (status.length > 1) {
                payments.append("<StsRsnInf><Rsn><Cd>").append(status[1]).append("</Cd></Rsn></StsRsnInf>");
            }
            payments.append("</TxInfAndSts>");
        }));
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>SANDBOX%s</MsgId><CreDtTm>%s</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
                <OrgnlPmtInfAndSts><OrgnlPmtInfId>%s</OrgnlPmtInfId>%s</OrgnlPmtInfAndSts>
                </CstmrPmtStsRpt></Document>
                """.formatted(
                        Ids.next(clock).toString().replace("-", "").substring(0, 20),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        asked.getGrpHdr().getMsgId(),
                        asked.getPmtInf().getFirst().getPmtInfId(),
                        payments);
    }
}
