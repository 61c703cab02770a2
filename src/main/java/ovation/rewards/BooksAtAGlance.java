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
     * @param spent by advertisers: what closed days have split, and what stands on open ones
     * @param creators' shares by the closed pools
     * @param sum of all accounts, credits less debits; zero or the books are broken
     * @param receiptsAgree whether receipts and pools name the same shares
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
        // Coins are no money: their books are finance's own pages'.
        return ledger.currencies().stream()
                .filter(currency -> !currency.equals(Money.COIN))
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
            if (!accounts.isEmpty()) {
                lines.add(new Line(kind, accounts.size(), onCredit ? zero : amount, onCredit ? amount : zero));
            }
        }
        var debits = lines.stream().map(Line::debit).reduce(zero, Money::plus);
        var credits = lines.stream().map(Line::credit).reduce(zero, Money::plus);
        // Other businesses share the provider's and the creators' accounts, so what ads brought is known by the pools.
        var pools = pools(currency);
        var platform = of(sums, AccountKind.AD_REVENUE_PLATFORM, zero);
        var unsettled = of(sums, AccountKind.AD_REVENUE_UNSETTLED, zero);
        return new InCurrency(
                currency,
                lines,
                debits,
                credits,
                credits.minus(debits),
                pools.settled().plus(unsettled),
                platform,
                pools.creators(),
                unsettled,
                pools.receipts().equals(pools.creators()));
    }

    private static Money of(java.util.Map<AccountKind, Money> sums, AccountKind kind, Money zero) {
        return sums.getOrDefault(kind, zero);
    }

    /** @param settled what closed days have split. @param receipts what the receipts say of the creators' part */
    private record Pools(Money settled, Money creators, Money receipts) {}

    /** One row a day, and one a creator's day, since the beginning. */
    private Pools pools(String currency) {
        return jdbc.sql("""
                SELECT coalesce(sum(revenue_micros + carried_micros) FILTER (WHERE state = 'settled'), 0)::bigint AS settled,
                       coalesce(sum(creators_micros), 0)::bigint AS creators,
                       coalesce((SELECT sum(micros) FROM rewards_receipt WHERE currency = :currency), 0)::bigint AS receipts
                FROM rewards_pool WHERE currency = :currency
                """)
                .param("currency", currency)
                .query((row, number) -> new Pools(
                        new Money(row.getLong("settled"), currency),
                        new Money(row.getLong("creators"), currency),
                        new Money(row.getLong("receipts"), currency)))
                .single();
    }
}
