package ovation.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Our bank, written from the standard alone: reads a pain.001, and answers with a pain.002. */
public final class HouseBank {

    private static final Pattern PAYMENT =
            Pattern.compile("<(?:\\w+:)?CdtTrfTxInf>(.*?)</(?:\\w+:)?CdtTrfTxInf>", Pattern.DOTALL);
    private static final Pattern END_TO_END = element("EndToEndId");
    private static final Pattern IBAN = element("IBAN");
    private static final Pattern AMOUNT = Pattern.compile("<(?:\\w+:)?InstdAmt Ccy=\"(\\w+)\">([^<]+)<");

    /** @param amount as the file says it */
    public record Order(String endToEnd, String iban, String amount, String currency) {}

    private HouseBank() {}

    public static List<Order> orders(String pain001) {
        var orders = new ArrayList<Order>();
        PAYMENT.matcher(pain001).results().map(each -> each.group(1)).forEach(payment -> {
            var amount = only(AMOUNT, payment);
            orders.add(new Order(
                    only(END_TO_END, payment).group(1),
                    only(IBAN, payment).group(1),
                    amount.group(2),
                    amount.group(1)));
        });
        return orders;
    }

    /** Pays everybody but those whose account ends so: it is closed. */
    public static String answer(String pain001, String closed, Instant at) {
        var payments = new StringBuilder();
        for (var order : orders(pain001)) {
            payments.append("<TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId>%s</TxInfAndSts>\n"
                    .formatted(
                            order.endToEnd(),
                            order.iban().endsWith(closed)
                                    ? "<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>"
                                    : "<TxSts>ACSC</TxSts>"));
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>HOUSEBANK1</MsgId><CreDtTm>%s</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
                <OrgnlPmtInfAndSts><OrgnlPmtInfId>%s</OrgnlPmtInfId>
                %s</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
                """.formatted(
                        at,
                        only(element("MsgId"), pain001).group(1),
                        only(element("PmtInfId"), pain001).group(1),
                        payments);
    }

    private static Pattern element(String name) {
        return Pattern.compile("<(?:\\w+:)?" + name + ">([^<]+)<");
    }

    /** The last one, since a creditor's account comes after what leads to it. */
    private static MatchResult only(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("No " + pattern + " in " + text));
    }
}
