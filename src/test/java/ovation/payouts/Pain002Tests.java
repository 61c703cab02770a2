package ovation.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ovation.base.Refused;

class Pain002Tests {

    private static final String HEAD =
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt>"
                    + "<GrpHdr><MsgId>M1</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>O1</OrgnlMsgId>";
    private static final String TAIL = "</CstmrPmtStsRpt></Document>";

    @Test
    void reads_single_payments_and_their_reasons() {
        var report = Pain002.read(HEAD + "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>"
                + "<TxInfAndSts><OrgnlEndToEndId>a</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>"
                + "<TxInfAndSts><OrgnlEndToEndId>b</OrgnlEndToEndId><TxSts>RJCT</TxSts>"
                + "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts>"
                + "</OrgnlPmtInfAndSts>" + TAIL);

        assertThat(report.of()).isEqualTo("O1");
        assertThat(report.everything()).isNull();
        assertThat(report.payments())
                .containsExactly(new Pain002.Status("a", "ACSC", null), new Pain002.Status("b", "RJCT", "AC04"));
    }

    @Test
    void reads_a_status_of_the_whole_file() {
        var report = Pain002.read(HEAD + "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>DU01</Cd></Rsn></StsRsnInf>"
                + "</OrgnlGrpInfAndSts>" + TAIL);

        assertThat(report.everything()).isEqualTo(new Pain002.Status("", "RJCT", "DU01"));
    }

    @Test
    void reads_a_status_that_the_parser_hands_out_in_pieces() {
        var report = Pain002.read(HEAD + "<GrpSts>RJ<![CDATA[CT]]></GrpSts>"
                + "<StsRsnInf><Rsn><Cd>DU<![CDATA[01]]></Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts>" + TAIL);

        assertThat(report.everything()).isEqualTo(new Pain002.Status("", "RJCT", "DU01"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<Document/>",
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"/>",
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\">&x;</Document>",
                "<!DOCTYPE d SYSTEM \"http://127.0.0.1:9/x.dtd\"><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"/>",
                "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\">&b;</Document>"
            })
    void refuses_what_is_no_status_report(String xml) {
        assertThatThrownBy(() -> Pain002.read(xml))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(PayoutsProblem.STATUS_FILE_UNREADABLE));
    }

    /** What an entity would have brought in must not stand in what we read, whatever else the file says. */
    @Test
    void refuses_a_valid_report_that_carries_an_entity() {
        var xml = "<!DOCTYPE Document [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + HEAD
                + "<GrpSts>&x;</GrpSts></OrgnlGrpInfAndSts>" + TAIL;

        assertThatThrownBy(() -> Pain002.read(xml)).isInstanceOf(Refused.class);
    }

    @Test
    void refuses_what_is_too_deep_or_too_long() {
        var deep = HEAD + "</OrgnlGrpInfAndSts>" + "<a>".repeat(100) + "</a>".repeat(100) + TAIL;

        assertThatThrownBy(() -> Pain002.read(deep)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> Pain002.read(" ".repeat(Pain002.MAX_CHARACTERS + 1)))
                .isInstanceOf(Refused.class);
    }
}
