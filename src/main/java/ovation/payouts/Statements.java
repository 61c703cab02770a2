package ovation.payouts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.SubjectRef;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;

/** The rows of statements; they are only added. */
@Repository
class Statements {

    private final JdbcClient jdbc;
    private final Clock clock;

    Statements(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The next number, given out with the statement or not at all: whoever else makes one waits for this transaction. */
    long nextNumber() {
        return jdbc.sql("UPDATE payouts_statement_number SET last = last + 1 RETURNING last")
                .query(Long.class)
                .single();
    }

    boolean exists(UUID person, String currency, LocalDate month) {
        return jdbc.sql("""
                        SELECT count(*) FROM payouts_statement
                        WHERE person = :person AND currency = :currency AND month = :month
                        """)
                        .param("person", person)
                        .param("currency", currency)
                        .param("month", month)
                        .query(Long.class)
                        .single()
                > 0;
    }

    void add(long number, UUID person, LocalDate month, Money opening, Money closing, List<Statement.Entry> entries) {
        var canonical = Statement.canonical(number, person, month, opening, closing, entries);
        jdbc.sql("""
                INSERT INTO payouts_statement (number, person, currency, month, opening_micros, closing_micros, made_at, sha256)
                VALUES (:number, :person, :currency, :month, :opening, :closing, :now, :sum)
                """)
                .param("number", number)
                .param("person", person)
                .param("currency", opening.currency())
                .param("month", month)
                .param("opening", opening.micros())
                .param("closing", closing.micros())
                .param("now", Details.utc(clock.instant()))
                .param("sum", ReadingStatusFiles.sha256(canonical))
                .update();
        // One statement over arrays: a month may have many lines.
        jdbc.sql("""
                INSERT INTO payouts_statement_line
                    (statement, line, account, transfer, kind, cause_kind, cause_id, booked_at, micros)
                SELECT :number, n, account, transfer, kind, cause_kind, cause_id, to_timestamp(millis / 1000.0), micros
                FROM unnest(:accounts::text[], :transfers::uuid[], :kinds::text[], :causeKinds::text[], :causes::uuid[],
                            :millis::bigint[], :micros::bigint[])
                     WITH ORDINALITY AS e (account, transfer, kind, cause_kind, cause_id, millis, micros, n)
                """)
                .param("number", number)
                .param(
                        "accounts",
                        entries.stream().map(each -> each.account().name()).toArray(String[]::new))
                .param(
                        "transfers",
                        entries.stream().map(Statement.Entry::transfer).toArray(UUID[]::new))
                .param("kinds", entries.stream().map(Statement.Entry::kind).toArray(String[]::new))
                .param(
                        "causeKinds",
                        entries.stream().map(each -> each.cause().kind()).toArray(String[]::new))
                .param("causes", entries.stream().map(each -> each.cause().id()).toArray(UUID[]::new))
                .param(
                        "millis",
                        entries.stream()
                                .map(each -> each.bookedAt().toEpochMilli())
                                .toArray(Long[]::new))
                .param(
                        "micros",
                        entries.stream().map(each -> each.amount().micros()).toArray(Long[]::new))
                .update();
    }

    record Head(long number, UUID person, LocalDate month, Money opening, Money closing, String sha256) {

        public String label() {
            return "%06d".formatted(number);
        }
    }

    /** Newest first; served by the unique key (person, currency, month). */
    List<Head> of(UUID person) {
        return jdbc.sql("""
                SELECT * FROM payouts_statement WHERE person = :person ORDER BY month DESC, currency LIMIT 120
                """)
                .param("person", person)
                .query((row, number) -> new Head(
                        row.getLong("number"),
                        person,
                        row.getObject("month", LocalDate.class),
                        new Money(row.getLong("opening_micros"), row.getString("currency")),
                        new Money(row.getLong("closing_micros"), row.getString("currency")),
                        row.getString("sha256")))
                .list();
    }

    /** By primary key. */
    Optional<Statement> find(long number) {
        return jdbc.sql("SELECT * FROM payouts_statement WHERE number = :number")
                .param("number", number)
                .query((row, index) -> statement(row))
                .optional();
    }

    private Statement statement(ResultSet row) throws SQLException {
        var number = row.getLong("number");
        var currency = row.getString("currency");
        return new Statement(
                number,
                row.getObject("person", UUID.class),
                row.getObject("month", LocalDate.class),
                new Money(row.getLong("opening_micros"), currency),
                new Money(row.getLong("closing_micros"), currency),
                Details.instant(row.getObject("made_at", OffsetDateTime.class)),
                row.getString("sha256"),
                entries(number, currency));
    }

    private List<Statement.Entry> entries(long number, String currency) {
        return jdbc.sql("SELECT * FROM payouts_statement_line WHERE statement = :number ORDER BY line")
                .param("number", number)
                .query((row, index) -> new Statement.Entry(
                        row.getInt("line"),
                        AccountKind.valueOf(row.getString("account")),
                        row.getObject("transfer", UUID.class),
                        row.getString("kind"),
                        new SubjectRef(row.getString("cause_kind"), row.getObject("cause_id", UUID.class)),
                        Details.instant(row.getObject("booked_at", OffsetDateTime.class))
                                .truncatedTo(ChronoUnit.MILLIS),
                        new Money(row.getLong("micros"), currency)))
                .list();
    }

    /** Whether a statement is still what was signed with its hash. */
    boolean unchanged(Statement statement) {
        var canonical = Statement.canonical(
                statement.number(),
                statement.person(),
                statement.month(),
                statement.opening(),
                statement.closing(),
                statement.entries());
        return ReadingStatusFiles.sha256(canonical).equals(statement.sha256());
    }
}
