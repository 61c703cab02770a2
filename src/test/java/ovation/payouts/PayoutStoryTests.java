package ovation.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.prowidesoftware.swift.model.mx.MxPain00100109;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.identity.SecondFactors;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.ledger.Transfer;
import ovation.payments.Transfers;
import ovation.support.Authenticator;
import ovation.support.OvationTest;

/** Creators are paid: by file and by provider, partly refused, partly come back. Each test has a currency of its own. */
@OvationTest
class PayoutStoryTests {

    @Autowired
    People people;

    @Autowired
    SecondFactors factors;

    @Autowired
    ChangingDetails changing;

    @Autowired
    Details details;

    @Autowired
    Gates gates;

    @Autowired
    MakingBatches making;

    @Autowired
    ReleasingBatches releasing;

    @Autowired
    ReservingLines reserving;

    @Autowired
    SendingBatches sending;

    @Autowired
    DecidingLines deciding;

    @Autowired
    ReadingStatusFiles reading;

    @Autowired
    SandboxBank bank;

    @Autowired
    Batches batches;

    @Autowired
    Lines lines;

    @Autowired
    HoldingEarnings holding;

    @Autowired
    NettingDebts netting;

    @Autowired
    Clawbacks clawbacks;

    @Autowired
    MakingStatements statementsOfMonth;

    @Autowired
    Statements statements;

    @Autowired
    StatementFiles files;

    @Autowired
    PayoutLinesCheck linesCheck;

    @Autowired
    PayoutClearingCheck clearingCheck;

    @Autowired
    SentBeforeClose sent;

    @Autowired
    Pain001 pain001;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    private UUID frida;
    private UUID otto;
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

    @Test
    void ten_creators_from_their_gates_to_the_bank_and_back() {
        var currency = "EUR";
        var ready = IntStream.range(0, 6)
                .mapToObj(i -> creator(currency, "100.009999"))
                .toList();
        var closed = creatorWithAccountEnding(currency, "100", "13");
        var small = creator(currency, "44.99");
        var hasty = creator(currency, "100");
        changing.method(hasty, new ChangingDetails.MethodForm("IBAN", iban("00")));
        details.method(hasty).ifPresent(method -> details.verified(method.id()));
        var unsafe = unsafeCreator(currency, "100");
        usTaxed(ready.getFirst());

        var batch = making.make(Ids.next(clock), currency, Batch.Rail.BANK, frida);
        var preview = making.preview(currency, Batch.Rail.BANK);

        assertThat(reasons(preview))
                .containsEntry(small, "threshold")
                .containsEntry(hasty, "cooling_off")
                .containsEntry(unsafe, "second_factor")
                .containsEntry(ready.getFirst(), "under_way");
        assertThatThrownBy(() -> releasing.release(batch.id(), frida))
                .satisfies(because(PayoutsProblem.PAYOUT_NEEDS_ANOTHER_PERSON));

        releasing.release(batch.id(), otto);
        sending.carryOn(batch.id());

        var held = ledger.balance(available(ready.get(1), currency));
        assertThat(held.posted()).isEqualTo(Money.of("100.009999", currency));
        assertThat(held.pendingOut()).isEqualTo(Money.of("100", currency));
        var file = batches.file(batch.id()).orElseThrow();
        var sent = MxPain00100109.parse(file).getCstmrCdtTrfInitn();
        assertThat(sent.getGrpHdr().getNbOfTxs()).isEqualTo("7");
        // Six of 100.00, less the tax of one: 15 % of a tenth of it; and the closed account's 100.00.
        assertThat(sent.getGrpHdr().getCtrlSum()).isEqualByComparingTo(new BigDecimal("698.50"));
        assertThat(sent.getPmtInf().getFirst().getCdtTrfTxInf())
                .allSatisfy(each -> assertThat(each.getPmtId().getEndToEndId()).hasSize(32));

        var answer = bank.answer(file);
        var report = reading.take(answer, otto);
        var again = reading.take(answer, frida);

        assertThat(report).isEqualTo(new ReadingStatusFiles.Report(batch.id(), 7, 0, 0, false));
        assertThat(again).isEqualTo(new ReadingStatusFiles.Report(batch.id(), 0, 7, 0, true));
        assertThat(line(batch, closed).state()).isEqualTo(Line.State.REJECTED);
        assertThat(line(batch, closed).reason()).isEqualTo("AC04");
        assertThat(available(closed)).isEqualTo(Money.of("100", currency));
        assertThat(available(ready.getFirst())).isEqualTo(Money.of("0.009999", currency));
        assertThat(line(batch, ready.getFirst()).withheld()).isEqualTo(Money.of("1.50", currency));
        assertThat(lines.paid(ready.getFirst(), currency)).isEqualTo(Money.of("98.50", currency));

        // A week later one comes back, and the bank says so twice.
        clock.advance(Duration.ofDays(7));
        var back = line(batch, ready.getFirst());
        reading.take(late(batch, back, "AC06"), otto);
        reading.take(late(batch, back, "AC06") + " ", otto);

        assertThat(line(batch, ready.getFirst()).state()).isEqualTo(Line.State.RETURNED);
        assertThat(available(ready.getFirst())).isEqualTo(Money.of("100.009999", currency));
        booksHold(currency);
    }

    @Test
    void a_clawback_after_the_payout_is_owed_and_set_off_before_the_next() {
        var currency = "CHF";
        var ada = creator(currency, "60");
        pay(currency);
        var taken = new Clawbacks.Clawback(
                Ids.next(clock),
                ada,
                Money.of("25", currency),
                Account.platform(AccountKind.CHARGEBACK_LOSS, currency),
                new SubjectRef("dispute", Ids.next(clock)));

        var first = clawbacks.take(taken);
        var replay = clawbacks.take(taken);

        assertThat(first.owed()).isEqualTo(Money.of("25", currency));
        assertThat(replay).isEqualTo(first);
        assertThat(owes(ada, currency)).isEqualTo(Money.of("25", currency));

        earns(ada, Money.of("80", currency), AccountKind.CREATOR_AVAILABLE);
        var batch = pay(currency);

        assertThat(owes(ada, currency)).isEqualTo(Money.zero(currency));
        assertThat(line(batch, ada).net()).isEqualTo(Money.of("55", currency));
        booksHold(currency);
    }

    @Test
    void a_clawback_takes_what_is_estimated_before_what_is_available() {
        var currency = "NOK";
        var ada = person();
        earns(ada, Money.of("10", currency), AccountKind.CREATOR_ESTIMATED);
        earns(ada, Money.of("5", currency), AccountKind.CREATOR_AVAILABLE);

        var taken = clawbacks.take(new Clawbacks.Clawback(
                Ids.next(clock),
                ada,
                Money.of("18", currency),
                Account.platform(AccountKind.CHARGEBACK_LOSS, currency),
                new SubjectRef("dispute", Ids.next(clock))));

        assertThat(taken)
                .isEqualTo(new Clawbacks.Taken(
                        Money.of("10", currency), Money.of("5", currency), Money.of("3", currency)));
        booksHold(currency);
    }

    @Test
    void the_table_itself_refuses_one_person_for_both() {
        var currency = "SEK";
        creator(currency, "100");
        var batch = making.make(Ids.next(clock), currency, Batch.Rail.BANK, frida);

        assertThatThrownBy(() -> jdbc.sql("""
                        UPDATE payouts_batch SET state = 'released', released_by = made_by, released_at = made_at WHERE id = :id
                        """).param("id", batch.id()).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("payouts_batch_four_eyes");
        assertThatThrownBy(() -> jdbc.sql("UPDATE payouts_batch SET made_by = :other WHERE id = :id")
                        .param("other", otto)
                        .param("id", batch.id())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("stay as they are");
    }

    @Test
    void of_two_releases_at_once_one_counts_and_the_money_is_reserved_once() throws Exception {
        var currency = "DKK";
        var ada = creator(currency, "100");
        var batch = making.make(Ids.next(clock), currency, Batch.Rail.BANK, frida);
        var others = IntStream.range(0, 8).mapToObj(i -> person()).toList();

        var released = new ArrayList<Boolean>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            var tries = others.stream()
                    .<Callable<Boolean>>map(other -> () -> {
                        try {
                            releasing.release(batch.id(), other);
                            return true;
                        } catch (Refused late) {
                            return false;
                        } finally {
                            sending.carryOn(batch.id());
                        }
                    })
                    .toList();
            for (var each : pool.invokeAll(tries)) {
                released.add(each.get());
            }
        }

        assertThat(released).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(ledger.balance(available(ada, currency)).pendingOut()).isEqualTo(Money.of("100", currency));
        assertThat(batches.file(batch.id())).isPresent();
        booksHold(currency);
    }

    @Test
    void what_was_reserved_when_the_power_failed_is_sent_later_and_once() {
        var currency = "PLN";
        var ada = creator(currency, "100");
        var ben = creator(currency, "200");
        var batch = making.make(Ids.next(clock), currency, Batch.Rail.BANK, frida);
        releasing.release(batch.id(), otto);
        reserving.reserve(line(batch, ada).id());

        // Here the power fails: one line is reserved, one is not, and no file is written. Then the job goes on.
        assertThat(batches.unfinished()).contains(batch.id());
        sending.carryOn(batch.id());
        sending.carryOn(batch.id());

        assertThat(batches.find(batch.id()).orElseThrow().state()).isEqualTo(Batch.State.SUBMITTED);
        assertThat(ledger.balance(available(ada, currency)).pendingOut()).isEqualTo(Money.of("100", currency));
        assertThat(ledger.balance(available(ben, currency)).pendingOut()).isEqualTo(Money.of("200", currency));
        assertThat(MxPain00100109.parse(batches.file(batch.id()).orElseThrow())
                        .getCstmrCdtTrfInitn()
                        .getPmtInf()
                        .getFirst()
                        .getCdtTrfTxInf())
                .hasSize(2);
        booksHold(currency);
    }

    @Test
    void the_provider_may_lose_its_answer_and_send_money_back_later() {
        var currency = "CZK";
        var ada = creator(currency, "100");
        changing.method(ada, new ChangingDetails.MethodForm("PROVIDER", "acct_1Ovation0000"));
        details.method(ada).ifPresent(method -> details.verified(method.id()));
        clock.advance(Duration.ofDays(6));
        var provider = new ForgetfulProvider();
        var rail = new SendingBatches(
                batches, lines, reserving, deciding, details, pain001, provider.offered(), transactions, clock);
        var batch = making.make(Ids.next(clock), currency, Batch.Rail.PROVIDER, frida);
        releasing.release(batch.id(), otto);

        assertThatThrownBy(() -> rail.carryOn(batch.id())).hasMessage("lost");
        assertThat(line(batch, ada).state()).isEqualTo(Line.State.RESERVED);
        rail.carryOn(batch.id());

        assertThat(provider.moved).hasSize(1);
        assertThat(line(batch, ada).state()).isEqualTo(Line.State.PAID);
        assertThat(available(ada)).isEqualTo(Money.zero(currency));

        provider.returned = true;
        rail.ask();
        rail.ask();

        assertThat(line(batch, ada).state()).isEqualTo(Line.State.RETURNED);
        assertThat(available(ada)).isEqualTo(Money.of("100", currency));
        booksHold(currency);
    }

    @Test
    void accepted_money_stands_in_clearing_until_it_has_left() {
        var currency = "HUF";
        var ada = creator(currency, "5000");
        var batch = making.make(Ids.next(clock), currency, Batch.Rail.BANK, frida);
        releasing.release(batch.id(), otto);
        sending.carryOn(batch.id());
        var file = batches.file(batch.id()).orElseThrow();
        var clearing = Account.platform(AccountKind.PAYOUT_CLEARING, currency);
        var atBank =
                ledger.balance(Account.platform(AccountKind.BANK, currency)).posted();

        reading.take(bank.answer(file, iban -> "PDNG"), otto);
        assertThat(line(batch, ada).state()).isEqualTo(Line.State.SUBMITTED);
        reading.take(bank.answer(file, iban -> "ACCP"), otto);
        assertThat(line(batch, ada).state()).isEqualTo(Line.State.ACCEPTED);
        assertThat(ledger.balance(clearing).posted()).isEqualTo(Money.of("5000", currency));
        booksHold(currency);
        reading.take(bank.answer(file, iban -> "ACSC"), otto);

        assertThat(ledger.balance(clearing).posted()).isEqualTo(Money.zero(currency));
        assertThat(ledger.balance(Account.platform(AccountKind.BANK, currency)).posted())
                .isEqualTo(atBank.minus(Money.of("5000", currency)));
        booksHold(currency);
    }

    @Test
    void a_month_waits_for_payouts_that_nobody_has_decided() {
        var currency = "RON";
        creator(currency, "100");
        var month = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        var otherwise = sent.obstacles(month);
        var before = sent.obstacles(month.minusMonths(1));
        var batch = making.make(Ids.next(clock), currency, Batch.Rail.BANK, frida);
        assertThat(sent.obstacles(month)).isEqualTo(otherwise);

        releasing.release(batch.id(), otto);
        sending.carryOn(batch.id());

        assertThat(sent.obstacles(month))
                .isNotEqualTo(otherwise)
                .singleElement()
                .asString()
                .contains("under way");
        assertThat(sent.obstacles(month.minusMonths(1))).isEqualTo(before);
        reading.take(bank.answer(batches.file(batch.id()).orElseThrow()), otto);
        assertThat(sent.obstacles(month)).isEqualTo(otherwise);
    }

    @Test
    void a_hold_has_a_reason_an_appeal_and_an_end() {
        var currency = "AUD";
        var ada = creator(currency, "100");
        var asked = new HoldingEarnings.NewHold(
                ada,
                currency,
                Money.of("70", currency),
                "Views under review",
                clock.instant().plus(Duration.ofDays(10)));
        var id = holding.hold(Ids.next(clock), asked, frida);
        holding.hold(id, asked, frida);

        assertThat(available(ada)).isEqualTo(Money.of("30", currency));
        assertThatThrownBy(() -> holding.appeal(id, otto, "Not mine"))
                .satisfies(because(ovation.base.CommonProblem.NOT_FOUND));
        holding.appeal(id, ada, "These were real people");
        assertThatThrownBy(() -> holding.appeal(id, ada, "Once more"))
                .satisfies(because(PayoutsProblem.APPEALED_ALREADY));
        assertThat(holding.open()).extracting(HoldingEarnings.Hold::appeal).contains("These were real people");

        clock.advance(Duration.ofDays(11));
        holding.due().forEach(due -> holding.release(due, null, null));
        holding.due().forEach(due -> holding.release(due, null, null));

        assertThat(available(ada)).isEqualTo(Money.of("100", currency));
        assertThat(holding.find(id).orElseThrow().lasts()).isFalse();
        booksHold(currency);
    }

    @Test
    void nothing_is_paid_to_who_changed_the_account_after_the_batch_was_made() {
        var currency = "NZD";
        var ada = creator(currency, "100");
        creator(currency, "100");
        var batch = making.make(Ids.next(clock), currency, Batch.Rail.BANK, frida);
        changing.method(ada, new ChangingDetails.MethodForm("IBAN", iban("00")));

        releasing.release(batch.id(), otto);
        sending.carryOn(batch.id());

        assertThat(line(batch, ada).state()).isEqualTo(Line.State.DROPPED);
        assertThat(ledger.balance(available(ada, currency)).pendingOut()).isEqualTo(Money.zero(currency));
    }

    @Test
    void statements_are_numbered_without_gaps_tie_to_the_ledger_and_stay() throws Exception {
        var currency = "SGD";
        var month = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        var ada = creator(currency, "60");
        pay(currency);
        earns(ada, Money.of("1.234567", currency), AccountKind.CREATOR_ESTIMATED);
        clock.moveTo(month.plusMonths(1).atDay(1).atTime(4, 0).toInstant(ZoneOffset.UTC));
        earns(ada, Money.of("7", currency), AccountKind.CREATOR_AVAILABLE);

        var made = statementsOfMonth.make(month);
        assertThat(made).isPositive();
        assertThat(statementsOfMonth.make(month)).isZero();

        var head = statements.of(ada).getFirst();
        var statement = statements.find(head.number()).orElseThrow();
        assertThat(statement.opening()).isEqualTo(Money.zero(currency));
        assertThat(statement.closing()).isEqualTo(Money.of("1.234567", currency));
        assertThat(statement.entries().stream().map(Statement.Entry::amount).reduce(statement.opening(), Money::plus))
                .isEqualTo(statement.closing());
        assertThat(statement.sources()).extracting(Statement.Source::kind).contains("gifts.share", Posting.PAYOUT);
        assertThat(statements.unchanged(statement)).isTrue();
        assertThat(jdbc.sql("SELECT count(*) = max(number) FROM payouts_statement")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThatThrownBy(() -> jdbc.sql("UPDATE payouts_statement SET closing_micros = 0 WHERE number = :number")
                        .param("number", head.number())
                        .update())
                .isInstanceOf(DataAccessException.class);

        var next = month.plusMonths(1);
        clock.moveTo(next.plusMonths(1).atDay(1).atTime(4, 0).toInstant(ZoneOffset.UTC));
        statementsOfMonth.make(next);
        var following = statements.of(ada).getFirst();
        assertThat(following.opening()).isEqualTo(statement.closing());
        assertThat(following.closing()).isEqualTo(Money.of("8.234567", currency));

        assertThat(files.csv(statement)).contains(statement.label() + ",1,").contains(",SGD,1.234567\r\n");
        try (var pdf = Loader.loadPDF(files.pdf(statement, Locale.GERMAN))) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains(statement.label())
                    .contains("1.234567 SGD")
                    .contains("Jörg");
        }
    }

    @Test
    void the_checks_find_money_in_clearing_that_no_payout_put_there() {
        var currency = "TRY";
        var rolledBack = new org.springframework.transaction.support.TransactionTemplate(transactions);

        rolledBack.executeWithoutResult(status -> {
            ledger.post(Transfer.between(
                            Ids.next(clock),
                            "test.rogue",
                            new SubjectRef("nothing", Ids.next(clock)),
                            clock.instant(),
                            Account.platform(AccountKind.BANK, currency),
                            Account.platform(AccountKind.PAYOUT_CLEARING, currency),
                            Money.of("1", currency)))
                    .orThrow();

            assertThat(linesCheck.check())
                    .anySatisfy(each -> assertThat(each.what()).contains("no payout line knows"));
            assertThat(clearingCheck.check())
                    .anySatisfy(each -> assertThat(each.currency()).isEqualTo(currency));
            status.setRollbackOnly();
        });
        booksHold(currency);
    }

    @Test
    void tax_ids_and_accounts_are_unreadable_in_the_database() {
        var ada = person();
        changing.taxForm(
                ada,
                new ChangingDetails.TaxFormForm(
                        "W9", "Ada Example", "individual", "US", "123-45-6789", false, "Ada Example"));
        changing.method(ada, new ChangingDetails.MethodForm("IBAN", "DE89 3704 0044 0532 0130 00"));

        var form = jdbc.sql("SELECT tin FROM payouts_tax_form WHERE person = :person")
                .param("person", ada)
                .query((row, number) -> row.getBytes(1))
                .single();
        var account = jdbc.sql("SELECT account FROM payouts_method WHERE person = :person")
                .param("person", ada)
                .query((row, number) -> row.getBytes(1))
                .single();

        assertThat(new String(form, StandardCharsets.ISO_8859_1)).doesNotContain("123456789");
        assertThat(new String(account, StandardCharsets.ISO_8859_1)).doesNotContain("370400440532013000");
        assertThat(details.taxForm(ada).orElseThrow().tinEnd()).isEqualTo("6789");
        var method = details.method(ada).orElseThrow();
        assertThat(method.masked()).endsWith("3000").doesNotContain("3704");
        assertThat(details.account(method.id())).isEqualTo("DE89370400440532013000");
    }

    @Test
    void what_is_not_a_tax_form_or_an_account_is_refused_field_by_field() {
        var ada = person();

        assertThatThrownBy(() -> changing.taxForm(
                        ada,
                        new ChangingDetails.TaxFormForm("W9", "Ada", "individual", "US", "000-12-3456", false, "Eve")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.fields()).containsOnlyKeys("tin", "signedName"));
        assertThatThrownBy(() -> changing.taxForm(
                        ada, new ChangingDetails.TaxFormForm("W8BEN", "Ada", "BR", "BR", null, true, "Ada")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.fields()).containsOnlyKeys("tin", "treaty"));
        assertThatThrownBy(() -> changing.method(ada, new ChangingDetails.MethodForm("IBAN", "DE88370400440532013000")))
                .isInstanceOf(Refused.class);
        assertThat(details.taxForm(ada)).isEmpty();
        assertThat(details.method(ada)).isEmpty();
    }

    @Test
    void the_penny_code_is_tried_five_times() {
        var ada = person();
        changing.method(ada, new ChangingDetails.MethodForm("IBAN", iban("00")));
        var code = details.pennyCode(details.method(ada).orElseThrow().id());
        for (var i = 0; i < 5; i++) {
            assertThatThrownBy(() -> changing.verify(ada, "12345")).satisfies(because(PayoutsProblem.WRONG_PENNY_CODE));
        }

        assertThatThrownBy(() -> changing.verify(ada, code)).satisfies(because(PayoutsProblem.TOO_MANY_PENNY_CODES));

        changing.method(ada, new ChangingDetails.MethodForm("IBAN", iban("00")));
        changing.verify(ada, details.pennyCode(details.method(ada).orElseThrow().id()));
        assertThat(details.method(ada).orElseThrow().verified()).isTrue();
    }

    // What the tests are made of.

    private UUID person() {
        var handle = ovation.support.Browser.freshHandle();
        return people.signUp(new People.SignUp(
                handle, handle, handle + "@example.org", "a quiet evening", LocalDate.of(1990, 5, 17), "DE", "en"));
    }

    private UUID creator(String currency, String amount) {
        return creatorWithAccountEnding(currency, amount, "00");
    }

    private UUID creatorWithAccountEnding(String currency, String amount, String end) {
        var person = unsafeCreator(currency, amount, end);
        var key = factors.begin(person);
        factors.confirm(person, new Authenticator(key).code(clock.instant()));
        return person;
    }

    private UUID unsafeCreator(String currency, String amount) {
        return unsafeCreator(currency, amount, "00");
    }

    private UUID unsafeCreator(String currency, String amount, String end) {
        var person = person();
        changing.setUp(
                person,
                new Payouts.Details("Jörg Ährenfeld", "Ährenweg 1", "50667", "Köln", "DE", iban(end)),
                clock.instant().minus(Duration.ofDays(30)));
        earns(person, Money.of(amount, currency), AccountKind.CREATOR_AVAILABLE);
        return person;
    }

    /** India's treaty, and a tenth of the audience in the United States. */
    private void usTaxed(UUID person) {
        changing.taxForm(
                person,
                new ChangingDetails.TaxFormForm("W8BEN", "Asha Rao", "IN", "IN", "ABCDE1234F", true, "Asha Rao"));
        details.changed(person, clock.instant().minus(Duration.ofDays(30)));
        details.recordUsShare(person, LocalDate.of(2026, 10, 1), 100_000, frida);
    }

    /** A German account whose number ends so. */
    private String iban(String end) {
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

    private void earns(UUID person, Money amount, AccountKind kind) {
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

    private Batch pay(String currency) {
        var batch = making.make(Ids.next(clock), currency, Batch.Rail.BANK, frida);
        releasing.release(batch.id(), otto);
        sending.carryOn(batch.id());
        reading.take(bank.answer(batches.file(batch.id()).orElseThrow()), otto);
        return batch;
    }

    private Line line(Batch batch, UUID person) {
        return lines.of(batch.id()).stream()
                .filter(line -> line.person().equals(person))
                .findFirst()
                .orElseThrow();
    }

    private static Account available(UUID person, String currency) {
        return new Account(AccountKind.CREATOR_AVAILABLE, person, currency);
    }

    private Money available(UUID person) {
        return ledger.currencies().stream()
                .map(currency -> ledger.balance(available(person, currency)).available())
                .filter(money -> !money.isZero())
                .findFirst()
                .orElseGet(() ->
                        Money.zero(lines.ofPerson(person, 1).getFirst().net().currency()));
    }

    private Money owes(UUID person, String currency) {
        return ledger.balance(new Account(AccountKind.CREATOR_OWES, person, currency))
                .posted();
    }

    private static Map<UUID, String> reasons(MakingBatches.Preview preview) {
        var reasons = new HashMap<UUID, String>();
        preview.excluded().forEach(each -> reasons.put(each.person(), each.reason()));
        return reasons;
    }

    private static java.util.function.Consumer<Throwable> because(ovation.base.ProblemCode code) {
        return thrown -> assertThat(((Refused) thrown).code()).isEqualTo(code);
    }

    private String late(Batch batch, Line line, String reason) {
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>L1</MsgId></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><TxInfAndSts>
                <OrgnlEndToEndId>%s</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>%s</Cd></Rsn></StsRsnInf>
                </TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
                """.formatted(batch.messageId(), line.endToEnd(), reason);
    }

    private void booksHold(String currency) {
        assertThat(linesCheck.check())
                .filteredOn(each -> each.currency().equals(currency))
                .isEmpty();
        assertThat(clearingCheck.check())
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

    /** Does its work the first time and loses the answer; knows the id when it is asked again. */
    private static final class ForgetfulProvider implements Transfers {

        private final Map<UUID, Money> moved = new HashMap<>();
        private boolean returned;

        @Override
        public TransferOutcome send(TransferRequest request) {
            if (moved.putIfAbsent(request.id(), request.amount()) == null) {
                throw new IllegalStateException("lost");
            }
            return new TransferOutcome.Sent("tr_" + request.id());
        }

        @Override
        public Optional<TransferOutcome> find(UUID id) {
            return Optional.ofNullable(moved.get(id))
                    .map(amount -> returned
                            ? new TransferOutcome.Returned("account_closed")
                            : new TransferOutcome.Sent("tr_" + id));
        }

        ObjectProvider<Transfers> offered() {
            return new ObjectProvider<>() {
                @Override
                public Transfers getObject() {
                    return ForgetfulProvider.this;
                }
            };
        }
    }
}
