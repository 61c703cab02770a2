package ovation.payments;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ledger.Money;

/** What stands in {@code PROVIDER_CLEARING} until the provider's report has it too; written with each posting there. */
@Repository
class ClearingItems {

    enum Kind {
        CHARGE,
        REFUND,
        REFUND_FAILED,
        DISPUTE,
        DISPUTE_WON;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final JdbcClient jdbc;

    ClearingItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param amount positive when the provider owes us */
    void add(UUID transfer, String provider, Kind kind, UUID source, Money amount, Instant now) {
        jdbc.sql("""
                        INSERT INTO payments_clearing_item (id, provider, kind, source, amount_micros, currency, booked_at)
                        VALUES (:id, :provider, :kind, :source, :amount, :currency, :now)
                        """)
                .param("id", transfer)
                .param("provider", provider)
                .param("kind", kind.stored())
                .param("source", source)
                .param("amount", amount.micros())
                .param("currency", amount.currency())
                .param("now", Charges.utc(now))
                .update();
    }
}
