package ovation.rewards;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import ovation.ledger.AccountKind;
import ovation.ledger.BooksAsOf;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** The trial balance, and where the advertisers' money went, to the micro. */
@Component
class BooksAtAGlance {

    private final Ledger ledger;
    private final BooksAsOf asOf;
    private final JdbcClient jdbc;

    BooksAtAGlance(Ledger ledger, BooksAsOf asOf, JdbcClient jdbc) {
        this.ledger = ledger;
        this.asOf = asOf;
        this.jdbc = jdbc;
    }

    /** @param debit and credit: the sum of the accounts on the side where it stands; the other is zero */
    record Line(AccountKind kind, long accounts, Money debit, Money credit) {}

    /**
     * @param spent by advertisers: all charges
     * @param creators their shares of it, wherever that money is now
     * @param sum of all accounts, credits less debits; zero or the books are broken
     * @param receiptsAgree whether pools and ledger name the same shares
     */
    record InCurrency(
            String currency,
            List<Line> lines,
            Money debits,
            Money credits,
            Money sum,
            Money spent,
            Money platform,
            Money creators,
            Money unsettled,
            boolean receiptsAgree) {

        public Money split() {
            return platform.plus(creators).plus(unsettled);
        }

        public boolean splitExactly() {
            return spent.equals(split());
        }
    }

    /** In one snapshot: figures of different instants would not balance. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    List<InCurrency> look() {
        return ledger.currencies().stream()
                .filter(each -> !each.equals(Money.COIN))
                .map(this::look)
                .toList();
    }

    private InCurrency look(String currency) {
        var lines = new ArrayList<Line>();
        var zero = Money.zero(currency);
        var sums = new java.util.EnumMap<AccountKind, Money>(AccountKind.class);
        for (var kind : AccountKind.values()) {
            var accounts = ledger.balancesOf(kind, currency);
            var total = accounts.stream().map(each -> each.balance().posted()).reduce(zero, Money::plus);
            sums.put(kind, total);
            // A negative balance stands on the other side.
            var onCredit = (kind.side() == AccountKind.Side.CREDIT) == (total.micros() >= 0);
            var amount = total.micros() < 0 ? total.negated() : total;
            lines.add(new Line(kind, accounts.size(), onCredit ? zero : amount, onCredit ? amount : zero));
        }
        var debits = lines.stream().map(Line::debit).reduce(zero, Money::plus);
        var credits = lines.stream().map(Line::credit).reduce(zero, Money::plus);
        // From the turnover of the days' accounts alone: what creators hold is also from coins, and is paid out.
        var carried = carried(currency);
        var turnover = asOf.trialBalance(currency, null, BooksAsOf.Basis.BOOKED).lines().stream()
                .filter(line -> line.kind() == AccountKind.AD_REVENUE_UNSETTLED)
                .map(BooksAsOf.Line::turnover)
                .findFirst()
                .orElse(new BooksAsOf.Turnover(zero, zero));
        var spent = turnover.credits().minus(carried);
        var platform = of(sums, AccountKind.AD_REVENUE_PLATFORM, zero);
        var creators = turnover.debits().minus(carried).minus(platform);
        return new InCurrency(
                currency,
                lines,
                debits,
                credits,
                credits.minus(debits),
                spent,
                platform,
                creators,
                of(sums, AccountKind.AD_REVENUE_UNSETTLED, zero),
                agree(currency, platform, creators));
    }

    private static Money of(java.util.Map<AccountKind, Money> sums, AccountKind kind, Money zero) {
        return sums.getOrDefault(kind, zero);
    }

    /** What only went from one day's account to another's. One row for each late day. */
    private Money carried(String currency) {
        return jdbc.sql("SELECT coalesce(sum(micros), 0)::bigint FROM rewards_carry WHERE currency = :currency")
                .param("currency", currency)
                .query((row, number) -> new Money(row.getLong(1), currency))
                .single();
    }

    /** One row a day since the beginning. */
    private boolean agree(String currency, Money platform, Money creators) {
        return jdbc.sql("""
                SELECT coalesce(sum(platform_micros), 0) = :platform AND coalesce(sum(creators_micros), 0) = :creators
                FROM rewards_pool WHERE currency = :currency
                """)
                .param("platform", platform.micros())
                .param("creators", creators.micros())
                .param("currency", currency)
                .query((row, number) -> row.getBoolean(1))
                .single();
    }
}
