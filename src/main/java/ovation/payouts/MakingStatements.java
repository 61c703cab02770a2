package ovation.payouts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Refused;
import ovation.ledger.Account;
import ovation.ledger.Ledger;
import ovation.ledger.Ledger.StatementLine;
import ovation.ledger.Money;

/** Makes the statements of a month from the ledger's own lines, by the time they were booked. */
@Service
class MakingStatements {

    private static final Logger log = LoggerFactory.getLogger(MakingStatements.class);

    /** A transaction that began in the month may commit a little after it. */
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private static final int PAGE = 1_000;

    private final Statements statements;
    private final Ledger ledger;
    private final TransactionTemplate snapshot;
    private final Clock clock;

    MakingStatements(Statements statements, Ledger ledger, PlatformTransactionManager transactions, Clock clock) {
        this.statements = statements;
        this.ledger = ledger;
        this.snapshot = new TransactionTemplate(transactions);
        // Balance and lines must be of one moment.
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.clock = clock;
    }

    /** Those that exist stay. Each is a transaction of its own. @throws Refused {@code statement_month_not_over} */
    int make(YearMonth month) {
        var end = start(month.plusMonths(1));
        if (clock.instant().isBefore(end.plus(SETTLED))) {
            throw Refused.because(PayoutsProblem.STATEMENT_MONTH_NOT_OVER);
        }
        var made = 0;
        for (var currency : ledger.currencies()) {
            if (currency.equals(Money.COIN)) {
                continue;
            }
            for (var person : people(currency)) {
                made += makeFor(person, currency, month) ? 1 : 0;
            }
        }
        return made;
    }

    /** What is wrong with one account keeps nobody else from a statement. */
    private boolean makeFor(UUID person, String currency, YearMonth month) {
        try {
            return Boolean.TRUE.equals(snapshot.execute(status -> make(person, currency, month)));
        } catch (DataIntegrityViolationException unknown) {
            log.error("No statement of {} in {} could be made for {}", month, currency, person, unknown);
            return false;
        }
    }

    private List<UUID> people(String currency) {
        var people = new TreeSet<UUID>();
        Statement.ACCOUNTS.forEach(kind -> ledger.balancesOf(kind, currency)
                .forEach(each -> people.add(each.account().owner())));
        return List.copyOf(people);
    }

    private boolean make(UUID person, String currency, YearMonth month) {
        var first = month.atDay(1);
        if (statements.exists(person, currency, first)) {
            return false;
        }
        var from = start(month);
        var to = start(month.plusMonths(1));
        var found = new ArrayList<Statement.Entry>();
        var closing = 0L;
        for (var kind : Statement.ACCOUNTS) {
            var account = Posting.of(kind, person, currency);
            closing += sum(account, from, to, found);
        }
        var change = found.stream().mapToLong(each -> each.amount().micros()).sum();
        if (found.isEmpty() && closing == 0) {
            return false;
        }
        found.sort(Comparator.comparing(Statement.Entry::bookedAt).thenComparing(Statement.Entry::transfer));
        var entries = new ArrayList<Statement.Entry>();
        found.forEach(each -> entries.add(new Statement.Entry(
                entries.size() + 1,
                each.account(),
                each.transfer(),
                each.kind(),
                each.cause(),
                each.bookedAt(),
                each.amount())));
        statements.add(
                statements.nextNumber(),
                person,
                first,
                new Money(closing - change, currency),
                new Money(closing, currency),
                entries);
        return true;
    }

    /**
     * Reads an account from now back to the beginning of the month and keeps what was booked in it.
     *
     * @return its balance at the end of the month: today's, less what came after. A debt counts against the creator
     */
    private long sum(Account account, Instant from, Instant to, List<Statement.Entry> found) {
        // A credit is positive for every account, so a debt is negative without more ado.
        var posted = ledger.balance(account).posted().micros();
        var balance = account.kind().side() == ovation.ledger.AccountKind.Side.CREDIT ? posted : -posted;
        @Nullable String cursor = null;
        do {
            var page = ledger.statement(account, cursor, PAGE);
            for (var line : page.items()) {
                if (!line.bookedAt().isBefore(to)) {
                    balance -= line.micros();
                } else if (!line.bookedAt().isBefore(from)) {
                    found.add(entry(account, line));
                }
            }
            var oldest = page.items().isEmpty()
                    ? Instant.MIN
                    : page.items().getLast().bookedAt();
            // Versions follow commits, not clocks: a little further back lies what was booked at nearly the same time.
            cursor = oldest.isBefore(from.minus(SETTLED)) ? null : page.next();
        } while (cursor != null);
        return balance;
    }

    private static Statement.Entry entry(Account account, StatementLine line) {
        return new Statement.Entry(
                0,
                account.kind(),
                line.transfer(),
                line.kind(),
                line.cause(),
                line.bookedAt().truncatedTo(ChronoUnit.MILLIS),
                new Money(line.micros(), account.currency()));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
