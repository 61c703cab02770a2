package ovation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.ledger.TestBooks.prepaid;
import static ovation.ledger.TestBooks.reserved;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Two months of many small odd amounts, in euros and in coins, read back by somebody who does not know us. */
class ExportTests {

    static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    TestBooks test;
    ExportingBooks export;

    @BeforeEach
    void two_months() {
        test = TestBooks.open();
        export = new ExportingBooks(test.jdbc, new DataSourceTransactionManager(test.database.dataSource()), test.asOf);
        var random = new Random(20261122);
        test.clock.moveTo(Instant.parse("2026-10-20T12:00:00Z"));
        var businesses = new ArrayList<UUID>();
        for (var i = 0; i < 5; i++) {
            businesses.add(test.anAdvertiserWith(new Money(10_000_000 + random.nextInt(1_000_000), "EUR")));
            coins(businesses.getLast(), 100 + random.nextInt(1_000));
        }
        for (var day = 0; day < 20; day++) {
            test.clock.moveTo(Instant.parse("2026-10-20T12:00:00Z").plusSeconds(86_400L * day));
            for (var business : businesses) {
                test.books
                        .post(test.pay(
                                prepaid(business, "EUR"),
                                reserved(business, "EUR"),
                                new Money(1 + random.nextInt(90_000), "EUR")))
                        .orThrow();
                coins(business, 1 + random.nextInt(50));
            }
        }
        test.keeping.rollUp();
    }

    @AfterEach
    void close() {
        test.close();
    }

    private void coins(UUID person, long amount) {
        test.books
                .post(test.pay(
                        Account.platform(AccountKind.COIN_ISSUED, Money.COIN),
                        new Account(AccountKind.COIN_WALLET, person, Money.COIN),
                        new Money(amount, Money.COIN)))
                .orThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "COIN"})
    void a_journal_comes_to_the_trial_balance_to_the_unit(String currency) throws Exception {
        for (var month : new YearMonth[] {null, OCTOBER, NOVEMBER}) {
            var journal = new StringWriter();
            export.journal(currency, month, journal);

            var end = month == null ? null : Instant.parse(month.plusMonths(1).atDay(1) + "T00:00:00Z");
            var expected = standing(currency, end);
            assertThat(expected).hasSizeGreaterThan(5);
            assertThat(read(journal.toString())).isEqualTo(expected);
            if (hledger().isPresent()) {
                assertThat(readByHledger(journal.toString())).isEqualTo(expected);
            }
        }
    }

    @Test
    void the_csv_has_each_entry_once_and_both_sides_are_equal() throws Exception {
        var csv = new StringWriter();
        export.csv("EUR", OCTOBER, csv);

        var lines = csv.toString().lines().toList();
        assertThat(lines.getFirst()).startsWith("effective_at,booked_at,transfer,kind");
        assertThat(lines).hasSize(1 + 2 * (5 + 5 * 12));
        var cells = lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
        assertThat(cells).allSatisfy(line -> assertThat(line).hasSize(12));
        assertThat(sum(cells, 10)).isEqualByComparingTo(sum(cells, 11)).isPositive();
    }

    @Test
    void a_currency_without_entries_has_an_empty_journal() throws Exception {
        var journal = new StringWriter();
        export.journal("USD", NOVEMBER, journal);

        assertThat(read(journal.toString())).isEmpty();
    }

    private static BigDecimal sum(List<String[]> cells, int column) {
        return cells.stream()
                .map(line -> line[column])
                .filter(cell -> !cell.isEmpty())
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What the ledger says: debits positive, as journals have it; what stands at zero left out. */
    private Map<String, BigDecimal> standing(String currency, Instant before) {
        var standing = new TreeMap<String, BigDecimal>();
        for (var kind : AccountKind.values()) {
            for (var each : test.asOf
                    .accounts(kind, currency, before, BooksAsOf.Basis.EFFECTIVE, null, 1_000)
                    .items()) {
                var net = each.turnover().net().negated().micros();
                if (net != 0) {
                    standing.put(
                            kind + ":" + each.account().owner(),
                            BigDecimal.valueOf(net, currency.equals(Money.COIN) ? 0 : 6));
                }
            }
        }
        return standing;
    }

    /** The least of a journal: lines that are indented carry an account, two spaces, and an amount. */
    private static Map<String, BigDecimal> read(String journal) {
        var balances = new TreeMap<String, BigDecimal>();
        journal.lines().filter(line -> line.startsWith("    ")).forEach(line -> {
            var parts = line.strip().split(" +");
            balances.merge(parts[0], new BigDecimal(parts[1]), BigDecimal::add);
        });
        balances.values().removeIf(amount -> amount.signum() == 0);
        return balances;
    }

    private static java.util.Optional<Path> hledger() {
        return java.util.Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "hledger"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Map<String, BigDecimal> readByHledger(String journal) throws IOException, InterruptedException {
        var file = Files.createTempFile("books", ".journal");
        Files.writeString(file, journal);
        var process = new ProcessBuilder(
                        hledger().orElseThrow().toString(),
                        "-f",
                        file.toString(),
                        "balance",
                        "--flat",
                        "--no-total",
                        "-O",
                        "csv")
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        var balances = new TreeMap<String, BigDecimal>();
        output.lines().skip(1).forEach(line -> {
            var cells = line.replace("\"", "").split(",");
            balances.put(cells[0], new BigDecimal(cells[1].split(" ")[0]));
        });
        Files.delete(file);
        return balances;
    }
}
