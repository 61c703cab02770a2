package ovation.ads;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows of {@code ads_budget}. Who changes several locks them first, ordered by owner and period: then nobody waits in
 * a circle. The CHECK on the table is the last defence.
 */
@Repository
class Budgets {

    static final String LIFETIME = "lifetime";

    private final JdbcClient jdbc;

    Budgets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Budget(UUID owner, String period, long cap, long spent, long held) {

        long room() {
            return cap - spent - held;
        }
    }

    void ensure(UUID owner, String period, long cap) {
        jdbc.sql("""
                INSERT INTO ads_budget (owner, period, cap_micros) VALUES (:owner, :period, :cap)
                ON CONFLICT (owner, period) DO NOTHING
                """)
                .param("owner", owner)
                .param("period", period)
                .param("cap", cap)
                .update();
    }

    /** A changed cap holds at once; what is spent and held already stays. */
    void changeCap(UUID owner, String period, long cap) {
        // primary key
        jdbc.sql("""
                UPDATE ads_budget SET cap_micros = greatest(:cap, spent_micros + held_micros)
                WHERE owner = :owner AND period = :period
                """)
                .param("owner", owner)
                .param("period", period)
                .param("cap", cap)
                .update();
    }

    Optional<Budget> find(UUID owner, String period) {
        // primary key
        return jdbc.sql("""
                SELECT owner, period, cap_micros AS cap, spent_micros AS spent, held_micros AS held
                FROM ads_budget WHERE owner = :owner AND period = :period
                """)
                .param("owner", owner)
                .param("period", period)
                .query(Budget.class)
                .optional();
    }

    /** The row of the ad group's period and, if the campaign has a cap, the campaign's; locked. */
    List<Budget> lock(UUID adGroup, String period, UUID campaign) {
        // primary key, two probes
        return jdbc.sql("""
                SELECT owner, period, cap_micros AS cap, spent_micros AS spent, held_micros AS held
                FROM ads_budget
                WHERE (owner = :adGroup AND period = :period) OR (owner = :campaign AND period = 'lifetime')
                ORDER BY owner, period FOR UPDATE
                """)
                .param("adGroup", adGroup)
                .param("period", period)
                .param("campaign", campaign)
                .query(new SimplePropertyRowMapper<>(Budget.class))
                .list();
    }

    void lockAll(List<Move> moves) {
        // primary key, a probe for each
        jdbc.sql("""
                SELECT b.owner FROM ads_budget b
                JOIN unnest(:owners::uuid[], :periods::text[]) AS m (owner, period) USING (owner, period)
                ORDER BY b.owner, b.period FOR UPDATE OF b
                """)
                .param("owners", moves.stream().map(Move::owner).toArray(UUID[]::new))
                .param("periods", moves.stream().map(Move::period).toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    /** @param held change of what is held @param spent change of what is spent */
    record Move(UUID owner, String period, long held, long spent) {}

    /** Each budget at most once in the list, already locked. */
    void move(List<Move> moves) {
        // primary key, a probe for each
        var changed = jdbc.sql("""
                UPDATE ads_budget b
                SET held_micros = b.held_micros + m.held, spent_micros = b.spent_micros + m.spent
                FROM unnest(:owners::uuid[], :periods::text[], :held::bigint[], :spent::bigint[])
                    AS m (owner, period, held, spent)
                WHERE b.owner = m.owner AND b.period = m.period
                  AND b.spent_micros + m.spent + b.held_micros + m.held <= b.cap_micros
                """)
                .param("owners", moves.stream().map(Move::owner).toArray(UUID[]::new))
                .param("periods", moves.stream().map(Move::period).toArray(String[]::new))
                .param("held", moves.stream().mapToLong(Move::held).toArray())
                .param("spent", moves.stream().mapToLong(Move::spent).toArray())
                .update();
        if (changed != moves.size()) {
            throw new IllegalStateException("A budget of " + moves + " has no room for what was held in it");
        }
    }
}
