package ovation.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.prowidesoftware.swift.model.mx.MxPain00100109;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.ledger.Money;
import ovation.payments.Transfers;

/** Power fails, answers get lost, two people press at once: the money goes once. */
class InterruptedPayoutsTests extends PayoutHouse {

    @Autowired
    ReservingLines reserving;

    @Autowired
    Pain001 pain001;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    DecidingLines deciding;

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
                batches, lines, reserving, deciding, details, pain001, offered(provider), transactions, clock);
        var batch = making.make(Ids.next(clock), currency, Batch.Rail.PROVIDER, frida);
        releasing.release(batch.id(), otto);

        assertThatThrownBy(() -> rail.carryOn(batch.id())).hasMessage("lost");
        assertThat(line(batch, ada).state()).isEqualTo(Line.State.RESERVED);
        rail.carryOn(batch.id());

        assertThat(provider.moved).hasSize(1);
        assertThat(line(batch, ada).state()).isEqualTo(Line.State.PAID);
        assertThat(available(ada)).isEqualTo(Money.zero(currency));

        provider.returned = true;
        clock.advance(Duration.ofDays(1));
        rail.ask();
        rail.ask();

        assertThat(line(batch, ada).state()).isEqualTo(Line.State.RETURNED);
        assertThat(available(ada)).isEqualTo(Money.of("100", currency));
        booksHold(currency);
    }

    @Test
    void whoever_waits_at_the_provider_has_a_turn_however_many_were_paid_lately_or_fail() {
        var currency = "HUF";
        var ada = creator(currency, "10000");
        var ben = creator(currency, "20000");
        List.of(ada, ben).forEach(this::isPaidThroughTheProvider);
        clock.advance(Duration.ofDays(6));
        var provider = new SlowProvider();
        var rail = new SendingBatches(
                batches, lines, reserving, deciding, details, pain001, offered(provider), transactions, clock);
        var batch = making.make(Ids.next(clock), currency, Batch.Rail.PROVIDER, frida);
        releasing.release(batch.id(), otto);
        rail.carryOn(batch.id());
        var first = line(batch, ada);
        var second = line(batch, ben);
        manyWerePaidBefore(first);
        try {
            provider.failsFor = first.id();
            provider.sent = true;
            rail.ask();

            assertThat(lines.find(first.id()).orElseThrow().state()).isEqualTo(Line.State.SUBMITTED);
            assertThat(lines.find(second.id()).orElseThrow().state()).isEqualTo(Line.State.PAID);
        } finally {
            jdbc.sql("DELETE FROM payouts_line WHERE end_to_end LIKE 'many%'").update();
        }
        provider.failsFor = null;
        rail.ask();
        assertThat(line(batch, ada).state()).isEqualTo(Line.State.PAID);
        booksHold(currency);
    }

    private void isPaidThroughTheProvider(UUID person) {
        changing.method(person, new ChangingDetails.MethodForm("PROVIDER", "acct_1Ovation0000"));
        details.method(person).ifPresent(method -> details.verified(method.id()));
    }

    /** More than one round asks about, all older than this line; in a currency of which there are no books. */
    private void manyWerePaidBefore(Line line) {
        jdbc.sql("""
                INSERT INTO payouts_line (id, batch, person, currency, method, tax_form, gross_micros, withheld_micros, net_micros,
                    us_per_million, rate_per_million, end_to_end, state, hold, settled, paid, changed_at, paid_at)
                SELECT gen_random_uuid(), batch, person, 'XTS', method, tax_form, gross_micros, withheld_micros, net_micros,
                    us_per_million, rate_per_million, 'many' || n, 'paid', gen_random_uuid(), gen_random_uuid(),
                    gen_random_uuid(), changed_at - interval '2 days', changed_at - interval '2 days'
                FROM payouts_line, generate_series(1, 500) n WHERE id = :id
                """).param("id", line.id()).update();
    }

    /** Takes its time, and has no answer about one. */
    private static final class SlowProvider implements Transfers {

        private @Nullable UUID failsFor;
        private boolean sent;

        @Override
        public TransferOutcome send(TransferRequest request) {
            return new TransferOutcome.Pending();
        }

        @Override
        public Optional<TransferOutcome> find(UUID id) {
            if (id.equals(failsFor)) {
                throw new IllegalStateException("no answer");
            }
            return Optional.of(sent ? new TransferOutcome.Sent("tr_" + id) : new TransferOutcome.Pending());
        }
    }

    private static ObjectProvider<Transfers> offered(Transfers provider) {
        return new ObjectProvider<>() {
            @Override
            public Transfers getObject() {
                return provider;
            }
        };
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
    }
}
