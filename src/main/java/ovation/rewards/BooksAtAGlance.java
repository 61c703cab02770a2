package ovation.rewards;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** The trial balance, and where the advertisers' money went, to the micro. */
@Component
class BooksAtAGlance {

    private final Ledger ledger;
    private final JdbcClient jdbc;

    BooksAtAGlance(Ledger ledger, JdbcClient jdbc) {
        this.ledger = ledger;
        this.jdbc = jdbc;
    }

    /** @param debit and credit: the sum of the accounts on the side where it stands; the other is zero */
    record Line(AccountKind kind, long accounts, Money debit, Money credit) {}

    /**
     * @param spent by advertisers: what they paid in, less what they still hold
     * @param creators what the receipts gave them; since then some of it may have been paid out, held or taken back
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
        return ledger.currencies().stream().map(this::look).toList();
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
        var spent = of(sums, AccountKind.PROVIDER_CLEARING, zero)
                .minus(of(sums, AccountKind.ADVERTISER_PREPAID, zero))
                .minus(of(sums, AccountKind.ADVERTISER_RESERVED, zero));
        var platform = of(sums, AccountKind.AD_REVENUE_PLATFORM, zero);
        var pools = pools(currency);
        return new InCurrency(
                currency,
                lines,
                debits,
                credits,
                credits.minus(debits),
                spent,
                platform,
                pools.creators(),
                of(sums, AccountKind.AD_REVENUE_UNSETTLED, zero),
                pools.platform().equals(platform));
    }

    private static Money of(java.util.Map<AccountKind, Money> sums, AccountKind kind, Money zero) {
        return sums.getOrDefault(kind, zero);
    }

    private record Pools(Money platform, Money creators) {}

    /** One row a day since the beginning. */
    private Pools pools(String currency) {
        return jdbc.sql("""
                SELECT coalesce(sum(platform_micros), 0)::bigint AS platform, coalesce(sum(creators_micros), 0)::bigint AS creators
                FROM rewards_pool WHERE currency = :currency
                """)
                .param("currency", currency)
                .query((row, number) -> new Pools(
                        new Money(row.getLong("platform"), currency), new Money(row.getLong("creators"), currency)))
                .single();
    }
}
