package ovation.wallet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.Cursor;
import ovation.base.Slice;
import ovation.base.SubjectRef;
import ovation.ledger.Money;

/** Everything that ever moved a person's coins, newest first. */
@Component
class CoinHistory {

    private final JdbcClient jdbc;

    CoinHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param kind {@code bought}, {@code spent}, {@code refund}, {@code refund_failed}, {@code dispute} or {@code expiry}
     * @param coins positive received, negative gone
     * @param money what was paid for these coins, or comes back for them
     * @param spentOn kind of the spend, for example {@code thanks}; null for anything else
     * @param cause what was spent on; null for anything else
     */
    record Entry(
            UUID id,
            Instant at,
            String kind,
            long coins,
            List<Money> money,
            @Nullable String spentOn,
            @Nullable SubjectRef cause) {

        /** The page of it; null if it has none. */
        public @Nullable String href() {
            return switch (kind) {
                case "bought" -> "/coins/purchases/" + id;
                case "refund", "refund_failed" -> "/coins/refunds/" + id;
                default -> cause != null && cause.is(SubjectRef.VIDEO) ? "/v/" + cause.id() : null;
            };
        }
    }

    /** Each branch is served by its own index: wallet_purchase_person, wallet_spend_person, wallet_taken_person. */
    Slice<Entry> of(UUID person, @Nullable String cursor, int limit) {
        var from = cursor == null ? null : Cursor.decode(cursor, 2);
        var before = from == null ? Instant.EPOCH.plus(365_000, ChronoUnit.DAYS) : micros(from.number(0));
        var rows = jdbc.sql("""
                        SELECT * FROM (
                            (SELECT id, paid_at AS at, 'bought' AS kind, coins + bonus_coins AS coins, price_micros AS micros, currency,
                                    NULL AS spent_on, NULL AS cause_kind, NULL::uuid AS cause_id
                             FROM wallet_purchase WHERE person = :person AND paid_at IS NOT NULL AND (paid_at, id) < (:before, :id)
                             ORDER BY paid_at DESC, id DESC LIMIT :rows)
                            UNION ALL
                            (SELECT id, spent_at, 'spent', -coins, 0, NULL, kind, cause_kind, cause_id
                             FROM wallet_spend WHERE person = :person AND (spent_at, id) < (:before, :id)
                             ORDER BY spent_at DESC, id DESC LIMIT :rows)
                            UNION ALL
                            (SELECT t.fact, t.at, t.why, -sum(t.coins), coalesce(max(r.amount_micros), abs(sum(t.deferred_micros + t.tax_micros))),
                                    max(t.currency), NULL, NULL, NULL
                             FROM wallet_taken t LEFT JOIN wallet_refund r ON r.id = t.fact
                             WHERE t.person = :person AND (t.at, t.fact) < (:before, :id)
                             GROUP BY t.fact, t.at, t.why ORDER BY t.at DESC, t.fact DESC LIMIT :rows)
                        ) every ORDER BY at DESC, id DESC LIMIT :rows
                        """)
                .param("person", person)
                .param("before", Purchases.utc(before))
                .param("id", from == null ? new UUID(-1, -1) : from.id(1))
                .param("rows", limit + 1)
                .query(CoinHistory::entry)
                .list();
        return Slice.of(priced(rows), limit, last -> Cursor.of(micros(last.at()), last.id())
                .encode());
    }

    /** What the coins of each spend had been bought for; served by the primary key of wallet_spend_lot. */
    private List<Entry> priced(List<Entry> rows) {
        var spends = rows.stream()
                .filter(row -> row.kind().equals("spent"))
                .map(Entry::id)
                .toArray(UUID[]::new);
        Map<UUID, List<Money>> paid = new HashMap<>();
        jdbc.sql("""
                        SELECT spend, currency, sum(price_micros)::bigint AS micros FROM wallet_spend_lot
                        WHERE spend = ANY(:spends) GROUP BY spend, currency ORDER BY currency
                        """).param("spends", spends).query(row -> {
            paid.computeIfAbsent(row.getObject("spend", UUID.class), id -> new ArrayList<>())
                    .add(new Money(row.getLong("micros"), row.getString("currency")));
        });
        return rows.stream()
                .map(row -> row.kind().equals("spent")
                        ? new Entry(
                                row.id(),
                                row.at(),
                                row.kind(),
                                row.coins(),
                                paid.getOrDefault(row.id(), List.of()),
                                row.spentOn(),
                                row.cause())
                        : row)
                .toList();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        var causeKind = row.getString("cause_kind");
        return new Entry(
                row.getObject("id", UUID.class),
                Purchases.at(row, "at"),
                row.getString("kind"),
                row.getLong("coins"),
                currency == null ? List.of() : List.of(new Money(row.getLong("micros"), currency)),
                row.getString("spent_on"),
                causeKind == null ? null : new SubjectRef(causeKind, row.getObject("cause_id", UUID.class)));
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static Instant micros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
