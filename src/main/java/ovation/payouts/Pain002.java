package ovation.payouts;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import ovation.base.Refused;

/**
 * Reads a payment status report, ISO 20022 pain.002 of any version. A stranger may have written it: no document type, no
 * entities, nothing is fetched, and size, depth and number of statuses have limits.
 *
 * @param of the message id of the pain.001 that it answers
 * @param everything the status of the whole file; null if it speaks of single payments only
 */
record Pain002(String messageId, String of, @Nullable Status everything, List<Status> payments) {

    static final int MAX_CHARACTERS = 4_000_000;
    private static final int MAX_DEPTH = 40;
    private static final int MAX_PAYMENTS = 10_000;
    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.";

    /** The bank has taken it, but not paid yet. */
    private static final Set<String> ACCEPTED = Set.of("ACCP", "ACSP", "ACTC", "ACWC", "ACFC");

    private static final Set<String> PAID = Set.of("ACSC", "ACCC");
    private static final Set<String> REJECTED = Set.of("RJCT", "CANC");

    /** @param endToEnd empty for the whole file. @param reason the bank's code of a rejection, for example AC04 */
    record Status(String endToEnd, String code, @Nullable String reason) {

        DecidingLines.Verdict verdict() {
            if (PAID.contains(code)) {
                return DecidingLines.Verdict.PAID;
            }
            if (REJECTED.contains(code)) {
                return DecidingLines.Verdict.REJECTED;
            }
            return ACCEPTED.contains(code) ? DecidingLines.Verdict.ACCEPTED : DecidingLines.Verdict.PENDING;
        }
    }

    /** @throws Refused {@code status_file_unreadable} */
    static Pain002 read(String xml) {
        if (xml.length() > MAX_CHARACTERS) {
            throw unreadable();
        }
        try {
            var factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
            // A code in pieces would be read as its last one.
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            factory.setXMLResolver((publicId, systemId, base, namespace) -> {
                throw new XMLStreamException("Nothing is fetched");
            });
            return new Reading().all(factory.createXMLStreamReader(new StringReader(xml)));
        } catch (XMLStreamException | RuntimeException notOurs) {
            throw unreadable();
        }
    }

    private static Refused unreadable() {
        return Refused.because(PayoutsProblem.STATUS_FILE_UNREADABLE);
    }

    /** What has been read so far. */
    private static final class Reading {

        private final ArrayDeque<String> path = new ArrayDeque<>();
        private final List<Status> payments = new ArrayList<>();
        private String messageId = "";
        private String of = "";
        private String wholeCode = "";
        private String wholeReason = "";
        private String endToEnd = "";
        private String code = "";
        private String reason = "";

        Pain002 all(XMLStreamReader xml) throws XMLStreamException {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> start(xml);
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> end();
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new XMLStreamException("No document types");
                    default -> {
                        // comments and the like say nothing
                    }
                }
            }
            if (messageId.isBlank() || of.isBlank() || payments.isEmpty() && wholeCode.isEmpty()) {
                throw new XMLStreamException("Not a status report");
            }
            var whole = wholeCode.isEmpty() ? null : new Status("", wholeCode, none(wholeReason));
            return new Pain002(messageId.strip(), of.strip(), whole, List.copyOf(payments));
        }

        private void start(XMLStreamReader xml) throws XMLStreamException {
            var namespace = xml.getNamespaceURI();
            if (path.size() >= MAX_DEPTH || namespace == null || !namespace.startsWith(NAMESPACE)) {
                throw new XMLStreamException("Not a status report");
            }
            path.addLast(xml.getLocalName());
            if (here("TxInfAndSts")) {
                endToEnd = "";
                code = "";
                reason = "";
            }
        }

        private void text(String text) {
            if (here("GrpHdr", "MsgId")) {
                messageId += text;
            } else if (here("OrgnlGrpInfAndSts", "OrgnlMsgId")) {
                of += text;
            } else if (here("OrgnlGrpInfAndSts", "GrpSts") || here("OrgnlPmtInfAndSts", "PmtInfSts")) {
                wholeCode = wholeCode.equals("RJCT") ? wholeCode : text.strip();
            } else if (here("TxInfAndSts", "OrgnlEndToEndId")) {
                endToEnd += text;
            } else if (here("TxInfAndSts", "TxSts")) {
                code += text;
            } else if (here("StsRsnInf", "Rsn", "Cd") || here("StsRsnInf", "Rsn", "Prtry")) {
                if (path.contains("TxInfAndSts")) {
                    reason += text;
                } else {
                    wholeReason = text.strip();
                }
            }
        }

        private void end() throws XMLStreamException {
            if (here("TxInfAndSts") && !endToEnd.isBlank()) {
                if (payments.size() == MAX_PAYMENTS) {
                    throw new XMLStreamException("Too many payments");
                }
                payments.add(new Status(endToEnd.strip(), code.strip(), none(reason)));
            }
            path.removeLast();
        }

        /** Whether the path ends so. */
        private boolean here(String... names) {
            var last = path.descendingIterator();
            for (var i = names.length - 1; i >= 0; i--) {
                if (!last.hasNext() || !last.next().equals(names[i])) {
                    return false;
                }
            }
            return true;
        }

        /** Codes have four characters; proprietary reasons are cut. */
        private static @Nullable String none(String text) {
            var code = text.strip().replaceAll("[^A-Za-z0-9 ./-]", "");
            return code.isEmpty() ? null : code.substring(0, Math.min(35, code.length()));
        }
    }
}
