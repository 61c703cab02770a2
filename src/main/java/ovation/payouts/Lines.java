package ovation.payouts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.Ids;
import ovation.ledger.Money;

/** The rows of payout lines; each change of state leaves an event that stays. */
@Repository
class Lines {

    private final JdbcClient jdbc;
    private final Clock clock;

    Lines(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Event(String state, @Nullable UUID by, @Nullable String note, Instant at) {}

    /** @return false if the person is in another payout of this currency */
    boolean plan(UUID batch, UUID person, UUID method, UUID taxForm, Money gross, Money withheld, Withholding rule) {
        var id = Ids.next(clock);
        return jdbc.sql("""
                        INSERT INTO payouts_line (id, batch, person, currency, method, tax_form, gross_micros, withheld_micros,
                            net_micros, us_per_million, rate_per_million, end_to_end, state, changed_at)
                        VALUES (:id, :batch, :person, :currency, :method, :taxForm, :gross, :withheld, :net, :us, :rate,
                            :endToEnd, 'planned', :now)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("id", id)
                        .param("batch", batch)
                        .param("person", person)
                        .param("currency", gross.currency())
                        .param("method", method)
                        .param("taxForm", taxForm)
                        .param("gross", gross.micros())
                        .param("withheld", withheld.micros())
                        .param("net", gross.minus(withheld).micros())
                        .param("us", rule.usPerMillion())
                        .param("rate", rule.ratePerMillion())
                        .param("endToEnd", id.toString().replace("-", ""))
                        .param("now", Details.utc(clock.instant()))
                        .update()
                == 1;
    }

    /** Served by payouts_line_by_batch. */
    List<Line> of(UUID batch) {
        return jdbc.sql("SELECT * FROM payouts_line WHERE batch = :batch ORDER BY id")
                .param("batch", batch)
                .query(Lines::line)
                .list();
    }

    Optional<Line> find(UUID id) {
        return jdbc.sql("SELECT * FROM payouts_line WHERE id = :id")
                .param("id", id)
                .query(Lines::line)
                .optional();
    }

    Optional<Line> lock(UUID id) {
        return jdbc.sql("SELECT * FROM payouts_line WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Lines::line)
                .optional();
    }

    /** Newest first; served by payouts_line_by_person. */
    List<Line> ofPerson(UUID person, int limit) {
        return jdbc.sql("""
                SELECT * FROM payouts_line WHERE person = :person AND state NOT IN ('planned', 'dropped')
                ORDER BY changed_at DESC LIMIT :limit
                """)
                .param("person", person)
                .param("limit", limit)
                .query(Lines::line)
                .list();
    }

    boolean underWay(UUID person, String currency) {
        // Served by payouts_line_one_at_a_time.
        return jdbc.sql("""
                        SELECT count(*) FROM payouts_line WHERE person = :person AND currency = :currency
                        AND state IN ('planned', 'reserved', 'submitted', 'accepted')
                        """)
                        .param("person", person)
                        .param("currency", currency)
                        .query(Long.class)
                        .single()
                > 0;
    }

    Money paid(UUID person, String currency) {
        return new Money(
                jdbc.sql("""
                        SELECT coalesce(sum(net_micros), 0)::bigint FROM payouts_line
                        WHERE person = :person AND currency = :currency AND state = 'paid'
                        """)
                        .param("person", person)
                        .param("currency", currency)
                        .query(Long.class)
                        .single(),
                currency);
    }

    /** What a bank has taken and not paid yet; served by payouts_line_waiting. */
    Money accepted(String currency) {
        return new Money(
                jdbc.sql("""
                        SELECT coalesce(sum(net_micros), 0)::bigint FROM payouts_line
                        WHERE currency = :currency AND state = 'accepted'
                        """).param("currency", currency).query(Long.class).single(), currency);
    }

    /** By the provider's rail: those that wait, longest not asked about first; served by payouts_line_waiting. */
    List<UUID> waitingAtTheProvider(int limit) {
        return jdbc.sql("""
                SELECT l.id FROM payouts_line l JOIN payouts_batch b ON b.id = l.batch
                WHERE b.rail = 'PROVIDER' AND l.state = 'submitted'
                ORDER BY coalesce(l.asked_at, l.changed_at) LIMIT :limit
                """)
                .param("limit", limit)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Those paid lately, which may still come back, and were not asked about since; served by payouts_line_paid_lately. */
    List<UUID> paidByTheProvider(Instant paidSince, Instant askedBefore, int limit) {
        return jdbc.sql("""
                SELECT l.id FROM payouts_line l JOIN payouts_batch b ON b.id = l.batch
                WHERE b.rail = 'PROVIDER' AND l.state = 'paid' AND l.paid_at > :since
                  AND coalesce(l.asked_at, l.paid_at) <= :before
                ORDER BY coalesce(l.asked_at, l.paid_at) LIMIT :limit
                """)
                .param("since", Details.utc(paidSince))
                .param("before", Details.utc(askedBefore))
                .param("limit", limit)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    void asked(UUID line) {
        jdbc.sql("UPDATE payouts_line SET asked_at = :now WHERE id = :id")
                .param("now", Details.utc(clock.instant()))
                .param("id", line)
                .update();
    }

    /** Put aside, told or accepted, and not decided since. Served by payouts_line_waiting. */
    List<Line> stuck(Instant before) {
        return jdbc.sql("""
                SELECT * FROM payouts_line WHERE state IN ('reserved', 'submitted', 'accepted') AND changed_at < :before
                ORDER BY changed_at LIMIT 200
                """)
                .param("before", Details.utc(before))
                .query(Lines::line)
                .list();
    }

    Optional<Line> behind(UUID transfer) {
        // Served by the unique keys of the transfers.
        return jdbc.sql("""
                SELECT * FROM payouts_line
                WHERE hold = :id OR settled = :id OR freed = :id OR paid = :id OR unpaid = :id OR unsettled = :id
                """).param("id", transfer).query(Lines::line).optional();
    }

    void move(Line line, Line.State state, Line.Transfers ids, @Nullable String reason, @Nullable UUID by) {
        var now = Details.utc(clock.instant());
        jdbc.sql("""
                UPDATE payouts_line SET state = :state, reason = :reason, hold = :hold, settled = :settled, freed = :freed,
                    paid = :paid, unpaid = :unpaid, unsettled = :unsettled, changed_at = :now,
                    paid_at = CASE WHEN :state = 'paid' THEN :now ELSE paid_at END
                WHERE id = :id
                """)
                .param("state", state.column())
                .param("reason", reason)
                .param("hold", ids.hold())
                .param("settled", ids.settled())
                .param("freed", ids.freed())
                .param("paid", ids.paid())
                .param("unpaid", ids.unpaid())
                .param("unsettled", ids.unsettled())
                .param("now", now)
                .param("id", line.id())
                .update();
        jdbc.sql("""
                INSERT INTO payouts_line_event (id, line, state, by, note, at) VALUES (:id, :line, :state, :by, :note, :now)
                """)
                .param("id", Ids.next(clock))
                .param("line", line.id())
                .param("state", state.column())
                .param("by", by)
                .param("note", reason)
                .param("now", now)
                .update();
    }

    void reference(UUID line, String reference) {
        jdbc.sql("UPDATE payouts_line SET reference = :reference WHERE id = :id")
                .param("reference", reference)
                .param("id", line)
                .update();
    }

    /** Served by payouts_line_event_by_line. */
    List<Event> events(UUID line) {
        return jdbc.sql("SELECT * FROM payouts_line_event WHERE line = :line ORDER BY at, id")
                .param("line", line)
                .query((row, number) -> new Event(
                        row.getString("state"),
                        row.getObject("by", UUID.class),
                        row.getString("note"),
                        Details.instant(row.getObject("at", OffsetDateTime.class))))
                .list();
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        var paid = row.getObject("paid_at", OffsetDateTime.class);
        return new Line(
                row.getObject("id", UUID.class),
                row.getObject("batch", UUID.class),
                row.getObject("person", UUID.class),
                row.getObject("method", UUID.class),
                row.getObject("tax_form", UUID.class),
                new Money(row.getLong("gross_micros"), currency),
                new Money(row.getLong("withheld_micros"), currency),
                new Money(row.getLong("net_micros"), currency),
                new Withholding(row.getInt("us_per_million"), row.getInt("rate_per_million")),
                row.getString("end_to_end"),
                Line.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                new Line.Transfers(
                        row.getObject("hold", UUID.class),
                        row.getObject("settled", UUID.class),
                        row.getObject("freed", UUID.class),
                        row.getObject("paid", UUID.class),
                        row.getObject("unpaid", UUID.class),
                        row.getObject("unsettled", UUID.class)),
                row.getString("reference"),
                Details.instant(row.getObject("changed_at", OffsetDateTime.class)),
                paid == null ? null : paid.toInstant());
    }
}
