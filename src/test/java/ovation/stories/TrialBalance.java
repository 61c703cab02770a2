package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ovation.ledger.Money;

/** The trial balance that finance reads over REST. @param standing by kind of account, debits positive, in whole units */
record TrialBalance(Map<String, BigDecimal> standing) {

    /** @param asOf by effective date; null: as it stands now */
    static TrialBalance of(Partner finance, String currency, @Nullable LocalDate asOf) {
        var trial = finance.get("/api/v1/finance/books/trial-balance?currency=" + currency
                + (asOf == null ? "" : "&basis=EFFECTIVE&asOf=" + asOf));
        assertThat(trial.path("balances").asBoolean()).isTrue();
        var standing = new TreeMap<String, BigDecimal>();
        for (var line : trial.path("items")) {
            var micros = line.path("debitBalance").path("micros").asLong()
                    - line.path("creditBalance").path("micros").asLong();
            if (micros != 0) {
                standing.put(
                        line.path("kind").asString(),
                        BigDecimal.valueOf(micros, currency.equals(Money.COIN) ? 0 : 6)
                                .stripTrailingZeros());
            }
        }
        return new TrialBalance(standing);
    }

    /** Micros, or coins. */
    long debit(String kind) {
        var amount = standing.getOrDefault(kind, BigDecimal.ZERO);
        return (kind.startsWith("COIN_") && !kind.endsWith("REVENUE") ? amount : amount.movePointRight(6))
                .longValueExact();
    }

    long credit(String kind) {
        return -debit(kind);
    }
}
