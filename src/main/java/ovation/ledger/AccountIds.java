package ovation.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The ids of accounts. They never change, so they are kept in memory; but only once they are known to be committed, since an
 * account that is made in a transaction goes with it.
 */
@Component
class AccountIds {

    private static final int KEPT = 200_000;

    private final JdbcClient jdbc;
    private final Cache<Account, Long> ids =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    AccountIds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Legs in the order of locking: accounts that are not hot first, then ascending. @param cold how many are not hot */
    record Ordered(long[] accounts, long[] amounts, int cold) {}

    /** Empty if one of the accounts does not exist yet. */
    Optional<Ordered> order(List<Leg> legs) {
        var known = find(legs);
        if (known.size() < legs.size()) {
            return Optional.empty();
        }
        var sorted = new ArrayList<>(legs);
        sorted.sort(Comparator.comparing((Leg leg) -> leg.account().kind().hot())
                .thenComparing(leg -> known.getOrDefault(leg.account(), 0L)));
        var accounts = new long[sorted.size()];
        var amounts = new long[sorted.size()];
        var cold = 0;
        for (var i = 0; i < accounts.length; i++) {
            var leg = sorted.get(i);
            accounts[i] = known.getOrDefault(leg.account(), 0L);
            amounts[i] = leg.micros();
            cold += leg.account().kind().hot() ? 0 : 1;
        }
        return Optional.of(new Ordered(accounts, amounts, cold));
    }

    private Map<Account, Long> find(List<Leg> legs) {
        var known = new HashMap<Account, Long>(legs.size() * 2);
        var missing = new ArrayList<Account>();
        for (var leg : legs) {
            var id = ids.getIfPresent(leg.account());
            if (id == null) {
                missing.add(leg.account());
            } else {
                known.put(leg.account(), id);
            }
        }
        if (!missing.isEmpty()) {
            var read = read(missing);
            known.putAll(read);
            keep(read);
        }
        return known;
    }

    /** Served by UNIQUE (owner, kind, currency). */
    private Map<Account, Long> read(List<Account> accounts) {
        var read = new HashMap<Account, Long>();
        jdbc.sql("""
                        SELECT asked.n, a.id
                        FROM unnest(:kinds::text[], :owners::uuid[], :currencies::text[])
                             WITH ORDINALITY AS asked (kind, owner, currency, n)
                        JOIN ledger_account a
                            ON a.owner = asked.owner AND a.kind = asked.kind AND a.currency = asked.currency
                        """)
                .param(
                        "kinds",
                        accounts.stream().map(each -> each.kind().name()).toArray(String[]::new))
                .param("owners", accounts.stream().map(Account::owner).toArray(UUID[]::new))
                .param("currencies", accounts.stream().map(Account::currency).toArray(String[]::new))
                .query((row, number) -> read.put(accounts.get(row.getInt("n") - 1), row.getLong("id")))
                .list();
        return read;
    }

    private void keep(Map<Account, Long> read) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    ids.putAll(read);
                }
            });
        } else {
            ids.putAll(read);
        }
    }
}
