package ovation.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.ledger.Transfer;
import ovation.payments.PaymentProvider.SettlementLine;

/**
 * One line of the provider's report after the other against what stands in clearing. Each line is a transaction: stored, matched
 * and posted together, and known for ever afterwards.
 *
 * <p>Signs: gross {@code g}, fee {@code f}, net {@code n = g - f}, our item {@code a}. The bank gets {@code n}, the fees {@code f},
 * clearing loses {@code a}, and what is left, {@code a - g}, is a difference.
 */
@Component
class Settling {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Settling(JdbcClient jdbc, Ledger ledger, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    private record Item(UUID id, Money amount) {}

    private record Found(UUID id, Money amount) {}

    /** @return whether it agreed now; false for one that was known */
    boolean settle(String provider, LocalDate day, SettlementLine line) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!add(provider, day, line)) {
                return false;
            }
            if (line.kind() == SettlementLine.Kind.TRANSFER
                    || line.gross().isZero() && line.fee().isZero()) {
                // Whoever sent it has booked it.
                mark(provider, line, "noted", null, null);
                return true;
            }
            var item = open(provider, line);
            if (item.isPresent()) {
                return settle(provider, line, item.get());
            }
            var missed = missed(provider, line);
            if (missed.isPresent() && missed.get().amount().equals(line.gross())) {
                var transfer = post(line, AccountKind.RECONCILIATION_DIFFERENCE, line.gross());
                explained(missed.get().id());
                mark(provider, line, "matched", null, transfer);
                return true;
            }
            var transfer = post(line, AccountKind.RECONCILIATION_DIFFERENCE, line.gross());
            if (!line.gross().isZero()) {
                difference(
                        transfer,
                        provider,
                        "missing_with_us",
                        line,
                        null,
                        line.gross().negated());
            }
            mark(provider, line, "unknown", null, transfer);
            return false;
        }));
    }

    private boolean settle(String provider, SettlementLine line, Item item) {
        var transfer = post(line, AccountKind.PROVIDER_CLEARING, item.amount());
        close(item.id(), "settled");
        var left = item.amount().minus(line.gross());
        if (!left.isZero()) {
            difference(transfer, provider, "amount_differs", line, item.id(), left);
        }
        mark(provider, line, left.isZero() ? "matched" : "differs", item.id(), transfer);
        return left.isZero();
    }

    /** Net to the bank, fee to the fees, out of the account that held it; what differs stays by name. */
    private UUID post(SettlementLine line, AccountKind from, Money held) {
        var currency = line.gross().currency();
        var legs = new ArrayList<Leg>();
        leg(legs, AccountKind.BANK, currency, -line.net().micros());
        leg(legs, AccountKind.PROVIDER_FEES, currency, -line.fee().micros());
        leg(legs, from, currency, held.micros());
        leg(legs, AccountKind.RECONCILIATION_DIFFERENCE, currency, line.gross().micros() - held.micros());
        var id = Ids.next(clock);
        ledger.post(new Transfer(id, "payments.settlement", new SubjectRef("settlement", id), clock.instant(), legs))
                .orThrow();
        return id;
    }

    private static void leg(List<Leg> legs, AccountKind kind, String currency, long micros) {
        if (micros != 0) {
            legs.add(new Leg(Account.platform(kind, currency), micros));
        }
    }

    /** Items of which no report has told within their time, though the reports of their days were read. */
    int missing(String provider, Duration allowed) {
        List<UUID> overdue = jdbc.sql("""
                        SELECT i.id FROM payments_clearing_item i
                        WHERE i.state = 'open' AND i.provider = :provider AND i.booked_at < :before
                          AND (SELECT count(*) FROM payments_settlement_day d
                               WHERE d.provider = i.provider AND d.day IN ((i.booked_at AT TIME ZONE 'UTC')::date,
                                                                           (i.booked_at AT TIME ZONE 'UTC')::date + 1)) = 2
                        ORDER BY i.booked_at LIMIT 1000
                        """) // payments_clearing_item_open
                .param("provider", provider)
                .param("before", Charges.utc(clock.instant().minus(allowed)))
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
        overdue.forEach(item -> transaction.executeWithoutResult(status -> missing(provider, item)));
        return overdue.size();
    }

    private void missing(String provider, UUID id) {
        // By primary key.
        var row = jdbc.sql("SELECT * FROM payments_clearing_item WHERE id = :id AND state = 'open' FOR UPDATE")
                .param("id", id)
                .query((each, number) -> new Overdue(
                        each.getString("kind"),
                        each.getObject("source", UUID.class).toString(),
                        money(each)))
                .optional();
        row.ifPresent(item -> {
            var transfer = Ids.next(clock);
            ledger.post(new Transfer(
                            transfer,
                            "payments.difference",
                            new SubjectRef("difference", transfer),
                            clock.instant(),
                            outOfClearing(item.amount())))
                    .orThrow();
            close(id, "missing");
            difference(transfer, provider, "missing_at_provider", null, item.kind(), item.source(), id, item.amount());
        });
    }

    private record Overdue(String kind, String source, Money amount) {}

    /** Lines that were unknown, and whose fact we have learnt of meanwhile. */
    void explain(String provider) {
        record Late(UUID difference, UUID item, Money amount) {}
        transaction.executeWithoutResult(status -> jdbc.sql("""
                        SELECT d.id AS difference, i.id AS item, i.amount_micros, i.currency
                        FROM payments_difference d
                        JOIN payments_settlement_line l ON l.provider = d.provider AND l.line_id = d.line_id
                        JOIN payments_clearing_item i ON i.kind = l.kind AND i.state = 'open' AND i.currency = l.currency
                         AND i.amount_micros = l.gross_micros
                         AND (i.source::text = l.source OR i.source IN (
                              SELECT p.id FROM payments_dispute p WHERE p.provider = l.provider AND p.provider_ref = l.source))
                        WHERE d.state = 'open' AND d.kind = 'missing_with_us' AND d.provider = :provider
                        FOR UPDATE OF d, i
                        """) // payments_difference_open
                .param("provider", provider)
                .query((row, number) -> new Late(
                        row.getObject("difference", UUID.class), row.getObject("item", UUID.class), money(row)))
                .list()
                .forEach(late -> {
                    // Two lines may name one charge: the item explains the first, and is closed for the second.
                    if (close(late.item(), "settled")) {
                        ledger.post(new Transfer(
                                        Ids.next(clock),
                                        "payments.explained",
                                        new SubjectRef("difference", late.difference()),
                                        clock.instant(),
                                        outOfClearing(late.amount())))
                                .orThrow();
                        explained(late.difference());
                    }
                }));
    }

    private static List<Leg> outOfClearing(Money amount) {
        var currency = amount.currency();
        return List.of(
                Leg.debit(Account.platform(AccountKind.RECONCILIATION_DIFFERENCE, currency), amount),
                Leg.credit(Account.platform(AccountKind.PROVIDER_CLEARING, currency), amount));
    }

    private boolean add(String provider, LocalDate day, SettlementLine line) {
        return jdbc.sql("""
                        INSERT INTO payments_settlement_line
                            (provider, line_id, day, kind, source, currency, gross_micros, fee_micros, moved_at, state)
                        VALUES (:provider, :line, :day, :kind, :source, :currency, :gross, :fee, :at, 'noted')
                        ON CONFLICT DO NOTHING
                        """)
                        .param("provider", provider)
                        .param("line", line.id())
                        .param("day", day)
                        .param("kind", kind(line))
                        .param("source", line.source())
                        .param("currency", line.gross().currency())
                        .param("gross", line.gross().micros())
                        .param("fee", line.fee().micros())
                        .param("at", Charges.utc(line.at()))
                        .update()
                == 1;
    }

    /** Served by the key (kind, source), and for disputes by that of (provider, provider_ref). */
    private Optional<Item> open(String provider, SettlementLine line) {
        return jdbc.sql("""
                        SELECT id, amount_micros, currency FROM payments_clearing_item
                        WHERE kind = :kind AND source = :source AND currency = :currency AND state = 'open' FOR UPDATE
                        """)
                .param("kind", kind(line))
                .param("source", source(provider, line).orElse(new UUID(0, 0)))
                .param("currency", line.gross().currency())
                .query((row, number) -> new Item(row.getObject("id", UUID.class), money(row)))
                .optional();
    }

    /** Its open difference, if the item was given up as missing. */
    private Optional<Found> missed(String provider, SettlementLine line) {
        return jdbc.sql("""
                        SELECT d.id, d.amount_micros, d.currency FROM payments_difference d
                        JOIN payments_clearing_item i ON i.id = d.item
                        WHERE i.kind = :kind AND i.source = :source AND d.kind = 'missing_at_provider' AND d.state = 'open'
                        FOR UPDATE OF d
                        """) // payments_difference_of_item
                .param("kind", kind(line))
                .param("source", source(provider, line).orElse(new UUID(0, 0)))
                .query((row, number) -> new Found(row.getObject("id", UUID.class), money(row)))
                .optional();
    }

    private Optional<UUID> source(String provider, SettlementLine line) {
        if (line.kind() != SettlementLine.Kind.DISPUTE && line.kind() != SettlementLine.Kind.DISPUTE_WON) {
            return Ids.parse(line.source());
        }
        return jdbc.sql("SELECT id FROM payments_dispute WHERE provider = :provider AND provider_ref = :reference")
                .param("provider", provider)
                .param("reference", line.source())
                .query((row, number) -> row.getObject("id", UUID.class))
                .optional();
    }

    private void mark(
            String provider, SettlementLine line, String state, @Nullable UUID item, @Nullable UUID transfer) {
        jdbc.sql("""
                        UPDATE payments_settlement_line SET state = :state, item = :item, transfer = :transfer
                        WHERE provider = :provider AND line_id = :line
                        """)
                .param("state", state)
                .param("item", item)
                .param("transfer", transfer)
                .param("provider", provider)
                .param("line", line.id())
                .update();
    }

    /** @return false if it was closed before */
    private boolean close(UUID item, String state) {
        return jdbc.sql("""
                        UPDATE payments_clearing_item SET state = :state, closed_at = :now WHERE id = :id AND state = 'open'
                        """)
                        .param("state", state)
                        .param("now", Charges.utc(clock.instant()))
                        .param("id", item)
                        .update()
                == 1;
    }

    private void explained(UUID difference) {
        jdbc.sql("UPDATE payments_difference SET state = 'explained', closed_at = :now WHERE id = :id")
                .param("now", Charges.utc(clock.instant()))
                .param("id", difference)
                .update();
        jdbc.sql("""
                        UPDATE payments_write_off SET state = 'rejected', decided_at = :now
                        WHERE difference = :id AND state = 'proposed'
                        """)
                .param("now", Charges.utc(clock.instant()))
                .param("id", difference)
                .update();
    }

    private void difference(
            UUID id, String provider, String kind, SettlementLine line, @Nullable UUID item, Money amount) {
        difference(id, provider, kind, line.id(), kind(line), line.source(), item, amount);
    }

    private void difference(
            UUID id,
            String provider,
            String kind,
            @Nullable String line,
            String itemKind,
            String source,
            @Nullable UUID item,
            Money amount) {
        jdbc.sql("""
                        INSERT INTO payments_difference
                            (id, provider, kind, line_id, item, item_kind, source, amount_micros, currency, found_at)
                        VALUES (:id, :provider, :kind, :line, :item, :itemKind, :source, :amount, :currency, :now)
                        """)
                .param("id", id)
                .param("provider", provider)
                .param("kind", kind)
                .param("line", line)
                .param("item", item)
                .param("itemKind", itemKind)
                .param("source", source)
                .param("amount", amount.micros())
                .param("currency", amount.currency())
                .param("now", Charges.utc(clock.instant()))
                .update();
    }

    void read(String provider, LocalDate day, int lines, Instant at) {
        jdbc.sql("""
                        INSERT INTO payments_settlement_day (provider, day, lines, matched, read_at)
                        SELECT :provider, :day, :lines, count(*), :at FROM payments_settlement_line
                        WHERE provider = :provider AND day = :day AND state IN ('matched', 'noted')
                        ON CONFLICT (provider, day) DO UPDATE
                        SET lines = excluded.lines, matched = excluded.matched, read_at = excluded.read_at
                        """)
                .param("provider", provider)
                .param("day", day)
                .param("lines", lines)
                .param("at", Charges.utc(at))
                .update();
    }

    private static String kind(SettlementLine line) {
        return line.kind().name().toLowerCase(Locale.ROOT);
    }

    private static Money money(ResultSet row) throws SQLException {
        return new Money(row.getLong("amount_micros"), row.getString("currency"));
    }
}
