package ovation.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.prowidesoftware.swift.model.mx.MxPain00100109;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;
import ovation.ledger.Transfer;

/** Creators are paid: by file, partly refused, partly come back. */
class PayoutStoryTests extends PayoutHouse {

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    SentBeforeClose sent;

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
}
