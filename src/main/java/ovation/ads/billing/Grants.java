package ovation.ads.billing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.PromotionalCredit;
import ovation.ledger.Money;

/** The rows of {@code ads_grant}. Of several grants the one that ends first is spent first. */
@Repository
class Grants implements PromotionalCredit {

    private static final String SELECT = "SELECT * FROM ads_grant ";

    private final JdbcClient jdbc;

    Grants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param left what can still be spent and serves no slice now
     * @param state {@code proposed} (waits for a second person), {@code active}, {@code rejected} or {@code expired}
     */
    record Grant(
            UUID id,
            UUID business,
            Money amount,
            Money left,
            Money expired,
            String reason,
            String state,
            boolean needsTwo,
            UUID givenBy,
            Instant givenAt,
            @Nullable UUID decidedBy,
            Instant expiresAt) {}

    @Override
    public Optional<Part> take(UUID business, String currency, long most, Instant at) {
        // ads_grant_business; the first is locked, and taken again if somebody else has emptied it meanwhile
        return jdbc.sql("""
                UPDATE ads_grant g SET left_micros = g.left_micros - least(g.left_micros, :most)
                FROM (SELECT id, left_micros FROM ads_grant
                      WHERE business = :business AND currency = :currency AND state = 'active' AND left_micros > 0
                        AND expires_at > :at
                      ORDER BY expires_at, id LIMIT 1 FOR UPDATE) first
                WHERE g.id = first.id
                RETURNING g.id, least(first.left_micros, :most) AS taken
                """)
                .param("business", business)
                .param("currency", currency)
                .param("most", most)
                .param("at", Timestamp.from(at))
                .query((row, number) -> new Part(row.getObject("id", UUID.class), row.getLong("taken")))
                .optional()
                .filter(part -> part.micros() > 0);
    }

    @Override
    public boolean giveBack(UUID grant, long micros, Instant at) {
        // primary key
        var good = jdbc.sql("""
                UPDATE ads_grant SET left_micros = left_micros + :micros
                WHERE id = :id AND state = 'active' AND expires_at > :at
                """)
                .param("micros", micros)
                .param("id", grant)
                .param("at", Timestamp.from(at))
                .update();
        if (good == 0) {
            // primary key
            jdbc.sql("UPDATE ads_grant SET expired_micros = expired_micros + :micros WHERE id = :id")
                    .param("micros", micros)
                    .param("id", grant)
                    .update();
        }
        return good > 0;
    }

    void insert(Grant grant) {
        jdbc.sql("""
                INSERT INTO ads_grant (id, business, currency, amount_micros, left_micros, reason, state, needs_two, given_by,
                                       given_at, decided_by, decided_at, expires_at)
                VALUES (:id, :business, :currency, :amount, :left, :reason, :state, :two, :by, :at, :decided::uuid,
                        :decidedAt::timestamptz, :expires)
                """)
                .param("id", grant.id())
                .param("business", grant.business())
                .param("currency", grant.amount().currency())
                .param("amount", grant.amount().micros())
                .param("left", grant.left().micros())
                .param("reason", grant.reason())
                .param("state", grant.state())
                .param("two", grant.needsTwo())
                .param("by", grant.givenBy())
                .param("at", Timestamp.from(grant.givenAt()))
                .param("decided", grant.decidedBy() == null ? null : String.valueOf(grant.decidedBy()))
                .param(
                        "decidedAt",
                        grant.decidedBy() == null ? null : grant.givenAt().toString())
                .param("expires", Timestamp.from(grant.expiresAt()))
                .update();
    }

    Optional<Grant> find(UUID id) {
        // primary key
        return jdbc.sql(SELECT + "WHERE id = :id")
                .param("id", id)
                .query(Grants::row)
                .optional();
    }

    Optional<Grant> lock(UUID id) {
        // primary key
        return jdbc.sql(SELECT + "WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Grants::row)
                .optional();
    }

    /** A business's, the one that ends first before the others. */
    List<Grant> of(UUID business) {
        // ads_grant_business
        return jdbc.sql(SELECT + "WHERE business = :business ORDER BY expires_at, id LIMIT 200")
                .param("business", business)
                .query(Grants::row)
                .list();
    }

    List<Grant> waiting() {
        // ads_grant_waiting
        return jdbc.sql(SELECT + "WHERE state = 'proposed' ORDER BY given_at LIMIT 200")
                .query(Grants::row)
                .list();
    }

    List<Grant> latest() {
        // primary key, backwards: ids go by time
        return jdbc.sql(SELECT + "ORDER BY id DESC LIMIT 50").query(Grants::row).list();
    }

    List<UUID> ended(Instant at) {
        // ads_grant_ending
        return jdbc.sql(
                        "SELECT id FROM ads_grant WHERE state = 'active' AND expires_at <= :at ORDER BY expires_at LIMIT 200")
                .param("at", Timestamp.from(at))
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /** @param left what can be spent from now on */
    void decide(UUID id, String state, UUID by, long left, Instant at) {
        // primary key
        jdbc.sql("""
                UPDATE ads_grant SET state = :state, decided_by = :by, decided_at = :at, left_micros = :left WHERE id = :id
                """)
                .param("state", state)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param("left", left)
                .param("id", id)
                .update();
    }

    void expire(UUID id) {
        // primary key
        jdbc.sql("""
                UPDATE ads_grant SET state = 'expired', expired_micros = expired_micros + left_micros, left_micros = 0
                WHERE id = :id
                """).param("id", id).update();
    }

    private static Grant row(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        return new Grant(
                row.getObject("id", UUID.class),
                row.getObject("business", UUID.class),
                new Money(row.getLong("amount_micros"), currency),
                new Money(row.getLong("left_micros"), currency),
                new Money(row.getLong("expired_micros"), currency),
                row.getString("reason"),
                row.getString("state"),
                row.getBoolean("needs_two"),
                row.getObject("given_by", UUID.class),
                row.getTimestamp("given_at").toInstant(),
                row.getObject("decided_by", UUID.class),
                row.getTimestamp("expires_at").toInstant());
    }
}
