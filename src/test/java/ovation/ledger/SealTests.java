package ovation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ovation.ledger.TestBooks.eur;
import static ovation.ledger.TestBooks.prepaid;
import static ovation.ledger.TestBooks.reserved;

import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** The chain over the log: changes one byte of each column as only the owner could, and sees that it shows. */
class SealTests {

    TestBooks test;
    UUID business;

    @BeforeEach
    void a_sealed_log() {
        test = TestBooks.open();
        business = test.anAdvertiserWith(eur("10.00"));
        test.books
                .post(test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("4.00")))
                .orThrow();
        test.sealing.seal();
        var held = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("1.00"));
        test.books.hold(held, test.clock.instant().plus(Duration.ofHours(1))).orThrow();
        test.books.settle(test.id(), held.id(), eur("0.50")).orThrow();
        var beyond = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("100.00"));
        test.books.post(beyond);
        test.sealing.seal();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void seals_follow_each_other_over_everything_that_was_posted() {
        var seals = test.sealing.newest(10);

        assertThat(seals).hasSize(2);
        assertThat(seals.getFirst().previous()).isEqualTo(seals.getLast().hash());
        assertThat(seals.stream().mapToLong(Seals.Seal::transfers).sum()).isEqualTo(5);
        assertThat(seals.stream().mapToLong(Seals.Seal::entries).sum()).isEqualTo(6);
        assertThat(test.sealing.verify(0)).isEqualTo(new Seals.Verdict(2, 5, java.util.List.of()));
        assertThat(test.sealing.verify(1)).isEqualTo(new Seals.Verdict(1, 3, java.util.List.of()));
        test.sealing.seal();
        assertThat(test.sealing.newest(10)).as("nothing new, no new seal").hasSize(2);
    }

    @Test
    void what_is_not_committed_is_sealed_once_it_is() {
        test.transaction.executeWithoutResult(status -> {
            test.anAdvertiserWith(eur("1.00"));
            inAnotherThread(test.sealing::seal);
            assertThat(test.sealing.newest(10)).hasSize(2);
        });
        test.sealing.seal();

        assertThat(test.sealing.head()).get().extracting(Seals.Seal::transfers).isEqualTo(1L);
        assertThat(test.sealing.verify(0).sound()).isTrue();
    }

    /** Of every column that the tables have, so that a new one cannot be forgotten. */
    @Test
    void one_changed_byte_of_any_column_is_found() {
        for (var table : java.util.List.of("ledger_transfer", "ledger_entry")) {
            var columns = test.owner.queryForList(
                    "SELECT column_name || ' ' || data_type FROM information_schema.columns WHERE table_name = ?",
                    String.class,
                    table);
            assertThat(columns).hasSizeGreaterThan(6);
            for (var column : columns) {
                var name = column.split(" ")[0];
                var key = table.equals("ledger_entry")
                        ? "(transfer_id, leg) = (SELECT transfer_id, leg FROM ledger_entry WHERE version = 2 ORDER BY 1 LIMIT 1)"
                        : "id = (SELECT id FROM ledger_transfer WHERE hold_id IS NOT NULL)";
                if (name.equals("outcome")) {
                    key = "state = 'rejected'";
                }
                var table_ = table;
                var where = key;
                test.owner.execute((java.sql.Connection connection) -> {
                    connection.setAutoCommit(false);
                    try (var statement = connection.createStatement()) {
                        statement.execute("ALTER TABLE " + table_ + " DISABLE TRIGGER USER");
                        assertThat(statement.executeUpdate("UPDATE " + table_ + " SET " + name + " = "
                                        + changed(name, column.substring(name.length() + 1)) + " WHERE " + where))
                                .as(column)
                                .isEqualTo(1);
                        try (var broken = statement.executeQuery(BROKEN)) {
                            broken.next();
                            assertThat(broken.getLong(1))
                                    .as(table_ + "." + column)
                                    .isPositive();
                        }
                    } finally {
                        connection.rollback();
                        connection.setAutoCommit(true);
                    }
                    return null;
                });
            }
        }
        assertThat(test.sealing.verify(0).sound()).isTrue();
    }

    private static final String BROKEN = """
            SELECT count(*) FROM ledger_seal s, ledger_seal_content(s.after_xid, s.through_xid) f
            WHERE f.content IS DISTINCT FROM s.content OR f.transfers <> s.transfers OR f.entries <> s.entries
            """;

    private static String changed(String name, String type) {
        return switch (type) {
            case "uuid" ->
                "(left(" + name + "::text, 35) || CASE right(" + name
                        + "::text, 1) WHEN '0' THEN '1' ELSE '0' END)::uuid";
            case "text" -> name + " || 'x'";
            case "bigint", "smallint" -> name + " + 5";
            case "timestamp with time zone" -> name + " + interval '1 microsecond'";
            case "bytea" -> "set_byte(" + name + ", 31, get_byte(" + name + ", 31) # 1)";
            case "xid8" -> "((" + name + "::text::bigint) - 1)::text::xid8";
            default -> throw new AssertionError("How does one change a " + type + "?");
        };
    }

    @Test
    void added_removed_and_changed_rows_stop_every_currency() {
        tamper("ledger_entry", "UPDATE ledger_entry SET amount = amount + 1 WHERE version = 2");

        var report = test.checking.check();

        assertThat(report.breaks()).extracting(CheckReport.Break::invariant).contains("I14", "I1", "I5");
        assertThat(test.sealing.verify(0).broken())
                .hasSize(2)
                .first()
                .asString()
                .contains("seal 1");
        assertThat(test.sealing.verify(1).broken()).hasSize(1);

        tamper("ledger_entry", "UPDATE ledger_entry SET amount = amount - 1 WHERE version = 2");
        assertThat(test.sealing.verify(0).sound()).isTrue();
        tamper("ledger_transfer", "DELETE FROM ledger_transfer WHERE state = 'rejected'");
        assertThat(test.sealing.verify(0).broken()).singleElement().asString().contains("seal 2 has 3 transfers");
    }

    @Test
    void a_transfer_smuggled_into_the_past_is_found() {
        tamper("ledger_transfer", """
                INSERT INTO ledger_transfer SELECT '%s', kind, state, outcome, hold_id, currency, cause_kind, cause_id, effective_at,
                    booked_at, request_hash, xid FROM ledger_transfer WHERE state = 'rejected'
                """.formatted(test.id()));

        assertThat(test.sealing.verify(0).sound()).isFalse();
    }

    /** An entry names its account by number: who gives the number to somebody else moves money too. */
    @Test
    void an_account_given_to_somebody_else_is_found() {
        test.owner.update("UPDATE ledger_account SET owner = ? WHERE kind = 'ADVERTISER_RESERVED'", test.id());

        assertThat(test.sealing.verify(0).sound()).isFalse();
    }

    @Test
    void who_makes_the_whole_chain_anew_meets_the_head_that_was_told() throws Exception {
        tamper("ledger_seal", "DELETE FROM ledger_seal");
        tamper("ledger_transfer", "UPDATE ledger_transfer SET kind = 'x' WHERE state = 'rejected'");
        test.sealing.seal();

        try (var files = Files.list(test.home)) {
            assertThat(files).hasSize(1);
        }
        assertThat(test.sealing.verify(0).broken()).singleElement().asString().contains("not the one that was told");
    }

    @Test
    void nobody_changes_a_seal() {
        assertThatThrownBy(() -> test.jdbc.execute("UPDATE ledger_seal SET seq = 9"))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> test.jdbc.execute("INSERT INTO ledger_seal SELECT * FROM ledger_seal"))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> test.owner.execute("DELETE FROM ledger_seal")).hasStackTraceContaining("append-only");
    }

    private void tamper(String table, String change) {
        test.owner.execute("ALTER TABLE %1$s DISABLE TRIGGER USER; %2$s; ALTER TABLE %1$s ENABLE TRIGGER USER"
                .formatted(table, change));
    }

    private static void inAnotherThread(Runnable work) {
        try {
            Thread.ofPlatform().start(work).join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
