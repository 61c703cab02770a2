package ovation.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.identity.SecondFactors;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.BooksCheck;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.ledger.Transfer;
import ovation.support.Authenticator;
import ovation.support.OvationTest;

/** Two people of finance, creators who can be paid, and what they earn. Each test takes a currency of its own. */
@OvationTest
abstract class PayoutHouse {

    @Autowired
    People people;

    @Autowired
    SecondFactors factors;

    @Autowired
    ChangingDetails changing;

    @Autowired
    Details details;

    @Autowired
    MakingBatches making;

    @Autowired
    ReleasingBatches releasing;

    @Autowired
    SendingBatches sending;

    @Autowired
    ReadingStatusFiles reading;

    @Autowired
    SandboxBank bank;

    @Autowired
    Batches batches;

    @Autowired
    Lines lines;

    @Autowired
    PayoutLinesCheck linesCheck;

    @Autowired
    PayoutClearingCheck clearingCheck;

    @Autowired
    List<BooksCheck> checks;

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    UUID frida;
    UUID otto;
    private int accounts = 1_000;

    @BeforeEach
    void two_people_of_finance() {
        clock.backToNow();
        frida = person();
        otto = person();
        people.grant(frida, Role.FINANCE);
        people.grant(otto, Role.FINANCE);
    }

    @AfterEach
    void it_is_now_again() {
        clock.backToNow();
    }

    UUID person() {
        var handle = ovation.support.Browser.freshHandle();
        return people.signUp(new People.SignUp(
                handle, handle, handle + "@example.org", "a quiet evening", LocalDate.of(1990, 5, 17), "DE", "en"));
    }

    UUID creator(String currency, String amount) {
        return creatorWithAccountEnding(currency, amount, "00");
    }

    UUID creatorWithAccountEnding(String currency, String amount, String end) {
        var person = unsafeCreator(currency, amount, end);
        var key = factors.begin(person);
        factors.confirm(person, new Authenticator(key).code(clock.instant()));
        return person;
    }

    UUID unsafeCreator(String currency, String amount) {
        return unsafeCreator(currency, amount, "00");
    }

    UUID unsafeCreator(String currency, String amount, String end) {
        var person = person();
        changing.setUp(
                person,
                new Payouts.Details("Jörg Ährenfeld", "Ährenweg 1", "50667", "Köln", "DE", iban(end)),
                clock.instant().minus(Duration.ofDays(30)));
        earns(person, Money.of(amount, currency), AccountKind.CREATOR_AVAILABLE);
        return person;
    }

    /** India's treaty, and a tenth of the audience in the United States. */
    void usTaxed(UUID person) {
        changing.taxForm(
                person,
                new ChangingDetails.TaxFormForm("W8BEN", "Asha Rao", "IN", "IN", "ABCDE1234F", true, "Asha Rao"));
        details.changed(person, clock.instant().minus(Duration.ofDays(30)));
        details.recordUsShare(person, LocalDate.of(2026, 10, 1), 100_000, frida);
    }

    /** A German account whose number ends so. */
    String iban(String end) {
        for (var number = accounts; ; number++) {
            var iban = new org.iban4j.Iban.Builder()
                    .countryCode(org.iban4j.CountryCode.DE)
                    .bankCode("37040044")
                    .accountNumber("%08d%s".formatted(number, end))
                    .build();
            accounts = number + 1;
            return iban.toString();
        }
    }

    void earns(UUID person, Money amount, AccountKind kind) {
        ledger.post(Transfer.between(
                        Ids.next(clock),
                        "gifts.share",
                        new SubjectRef("gift", Ids.next(clock)),
                        clock.instant(),
                        Account.platform(AccountKind.CREATOR_SHARE_COST, amount.currency()),
                        new Account(kind, person, amount.currency()),
                        amount))
                .orThrow();
    }

    Batch pay(String currency) {
        var batch = making.make(Ids.next(clock), currency, Batch.Rail.BANK, frida);
        releasing.release(batch.id(), otto);
        sending.carryOn(batch.id());
        reading.take(bank.answer(batches.file(batch.id()).orElseThrow()), otto);
        return batch;
    }

    Line line(Batch batch, UUID person) {
        return lines.of(batch.id()).stream()
                .filter(line -> line.person().equals(person))
                .findFirst()
                .orElseThrow();
    }

    static Account available(UUID person, String currency) {
        return new Account(AccountKind.CREATOR_AVAILABLE, person, currency);
    }

    Money available(UUID person) {
        return ledger.currencies().stream()
                .map(currency -> ledger.balance(available(person, currency)).available())
                .filter(money -> !money.isZero())
                .findFirst()
                .orElseGet(() ->
                        Money.zero(lines.ofPerson(person, 1).getFirst().net().currency()));
    }

    Money owes(UUID person, String currency) {
        return ledger.balance(new Account(AccountKind.CREATOR_OWES, person, currency))
                .posted();
    }

    static Map<UUID, String> reasons(MakingBatches.Preview preview) {
        var reasons = new HashMap<UUID, String>();
        preview.excluded().forEach(each -> reasons.put(each.person(), each.reason()));
        return reasons;
    }

    static java.util.function.Consumer<Throwable> because(ovation.base.ProblemCode code) {
        return thrown -> assertThat(((Refused) thrown).code()).isEqualTo(code);
    }

    String late(Batch batch, Line line, String reason) {
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>L1</MsgId></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><TxInfAndSts>
                <OrgnlEndToEndId>%s</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>%s</Cd></Rsn></StsRsnInf>
                </TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
                """.formatted(batch.messageId(), line.endToEnd(), reason);
    }

    void booksHold(String currency) {
        assertThat(checks.stream().flatMap(check -> check.check().stream()))
                .filteredOn(each -> each.currency().equals(currency))
                .isEmpty();
        var sum = java.util.Arrays.stream(AccountKind.values())
                .flatMap(kind -> ledger.balancesOf(kind, currency).stream())
                .mapToLong(each -> each.account().kind().side() == AccountKind.Side.CREDIT
                        ? each.balance().posted().micros()
                        : -each.balance().posted().micros())
                .sum();
        assertThat(sum).isZero();
    }
}
