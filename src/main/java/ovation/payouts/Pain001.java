package ovation.payouts;

import com.prowidesoftware.swift.model.mx.MxPain00100109;
import com.prowidesoftware.swift.model.mx.MxWriteConfiguration;
import com.prowidesoftware.swift.model.mx.dic.AccountIdentification4Choice;
import com.prowidesoftware.swift.model.mx.dic.ActiveOrHistoricCurrencyAndAmount;
import com.prowidesoftware.swift.model.mx.dic.AmountType4Choice;
import com.prowidesoftware.swift.model.mx.dic.BranchAndFinancialInstitutionIdentification6;
import com.prowidesoftware.swift.model.mx.dic.CashAccount38;
import com.prowidesoftware.swift.model.mx.dic.ChargeBearerType1Code;
import com.prowidesoftware.swift.model.mx.dic.CreditTransferTransaction34;
import com.prowidesoftware.swift.model.mx.dic.CustomerCreditTransferInitiationV09;
import com.prowidesoftware.swift.model.mx.dic.DateAndDateTime2Choice;
import com.prowidesoftware.swift.model.mx.dic.FinancialInstitutionIdentification18;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader85;
import com.prowidesoftware.swift.model.mx.dic.PartyIdentification135;
import com.prowidesoftware.swift.model.mx.dic.PaymentIdentification6;
import com.prowidesoftware.swift.model.mx.dic.PaymentInstruction30;
import com.prowidesoftware.swift.model.mx.dic.PaymentMethod3Code;
import com.prowidesoftware.swift.model.mx.dic.PaymentTypeInformation26;
import com.prowidesoftware.swift.model.mx.dic.RemittanceInformation16;
import com.prowidesoftware.swift.model.mx.dic.ServiceLevel8Choice;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.springframework.stereotype.Component;
import org.xml.sax.SAXException;
import ovation.ledger.Money;

/**
 * Writes a batch as a customer credit transfer initiation, ISO 20022 pain.001.001.09. Each file is checked against a schema
 * of our own before it is kept: the part of the official one that we use, with the lengths and letters that banks take.
 */
@Component
class Pain001 {

    private static final int PLACES_OF_MICROS = 6;

    private final Details details;
    private final PayoutsSettings settings;
    private final Clock clock;
    private final Schema schema;

    Pain001(Details details, PayoutsSettings settings, Clock clock) throws SAXException {
        this.details = details;
        this.settings = settings;
        this.clock = clock;
        var schemas = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        this.schema = schemas.newSchema(Pain001.class.getResource("/payouts/pain.001.001.09-part.xsd"));
    }

    String write(Batch batch, List<Line> lines) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
        var number = String.valueOf(lines.size());
        var sum = lines.stream().map(line -> decimal(line.net())).reduce(BigDecimal.ZERO, BigDecimal::add);
        var payment = new PaymentInstruction30()
                .setPmtInfId(batch.messageId())
                .setPmtMtd(PaymentMethod3Code.TRF)
                .setBtchBookg(false)
                .setNbOfTxs(number)
                .setCtrlSum(sum)
                .setReqdExctnDt(
                        new DateAndDateTime2Choice().setDt(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)))
                .setDbtr(party(settings.debtorName()))
                .setDbtrAcct(account(settings.debtorIban()))
                .setDbtrAgt(new BranchAndFinancialInstitutionIdentification6()
                        .setFinInstnId(new FinancialInstitutionIdentification18().setBICFI(settings.debtorBic())))
                .setChrgBr(ChargeBearerType1Code.SLEV);
        if (batch.currency().equals("EUR")) {
            payment.setPmtTpInf(new PaymentTypeInformation26().addSvcLvl(new ServiceLevel8Choice().setCd("SEPA")));
        }
        lines.forEach(line -> payment.addCdtTrfTxInf(transaction(line)));
        var message = new MxPain00100109()
                .setCstmrCdtTrfInitn(new CustomerCreditTransferInitiationV09()
                        .setGrpHdr(new GroupHeader85()
                                .setMsgId(batch.messageId())
                                .setCreDtTm(now)
                                .setNbOfTxs(number)
                                .setCtrlSum(sum)
                                .setInitgPty(party(settings.debtorName())))
                        .addPmtInf(payment));
        var writing = new MxWriteConfiguration();
        writing.documentPrefix = null;
        writing.includeXMLDeclaration = true;
        var xml = message.message(writing);
        check(xml);
        return xml;
    }

    private CreditTransferTransaction34 transaction(Line line) {
        var name = details.profile(line.person()).map(Profile::legalName).orElse("");
        return new CreditTransferTransaction34()
                .setPmtId(
                        new PaymentIdentification6().setInstrId(line.endToEnd()).setEndToEndId(line.endToEnd()))
                .setAmt(new AmountType4Choice()
                        .setInstdAmt(new ActiveOrHistoricCurrencyAndAmount()
                                .setCcy(line.net().currency())
                                .setValue(decimal(line.net()))))
                .setCdtr(party(name == null ? "" : name))
                .setCdtrAcct(account(details.account(line.method())))
                .setRmtInf(new RemittanceInformation16()
                        .addUstrd("Ovation payout " + line.endToEnd().substring(20)));
    }

    private static PartyIdentification135 party(String name) {
        return new PartyIdentification135().setNm(SepaText.of(name, 70));
    }

    private static CashAccount38 account(String iban) {
        return new CashAccount38().setId(new AccountIdentification4Choice().setIBAN(iban));
    }

    private static BigDecimal decimal(Money money) {
        return BigDecimal.valueOf(money.micros(), PLACES_OF_MICROS).setScale(Withholding.places(money.currency()));
    }

    /** @throws IllegalStateException for a file that no bank would take: the batch stays as it is */
    private void check(String xml) {
        try {
            var validator = schema.newValidator();
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            validator.validate(new StreamSource(new StringReader(xml)));
        } catch (SAXException | IOException wrong) {
            throw new IllegalStateException("The pain.001 is not valid: " + wrong.getMessage(), wrong);
        }
    }
}
