package ovation.ads.promo;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.Money;

/** What a promotion brought. Its money is that of the charges, so it ties to the ledger. */
@Component
public class PromotionReports {

    private final JdbcClient jdbc;

    PromotionReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One day, or all of them.
     *
     * @param shown of its places, {@code clicks} on them, {@code soundPages} opened
     * @param posts that were found that day, {@code creators} who made them
     * @param earned views of the posts that nobody paid for, of which {@code qualified} count; {@code paid} those of boosts
     * @param boosts impressions of boosts, {@code boostClicks} on their button
     * @param placeSpend charged for places, {@code boostSpend} for boosts
     */
    public record Figures(
            long shown,
            long clicks,
            long soundPages,
            long posts,
            long creators,
            long qualified,
            long earned,
            long paid,
            long boosts,
            long boostClicks,
            Money placeSpend,
            Money boostSpend) {

        public Money spend() {
            return placeSpend.plus(boostSpend);
        }
    }

    public record Day(LocalDate day, Figures figures) {}

    /** @param unbilled what was reported and not billed, by reason @param undelivered days that cost nothing */
    public record Report(
            Figures total,
            List<Day> days,
            Map<String, Long> unbilled,
            List<Undelivered> undelivered,
            Money frozen,
            Money prizesPaid,
            Money released) {}

    public record Undelivered(String place, String market, LocalDate day) {}

    private record StatRow(
            LocalDate day, long shown, long clicks, long opens, long boosts, long boostClicks, long boostSpend) {}

    private record PlaceRow(LocalDate day, long spend) {}

    private record PostRow(LocalDate day, long posts, long creators) {}

    private record ViewRow(LocalDate day, long qualified, long organic, long paid) {}

    public Report of(Promotion promotion) {
        var id = promotion.id();
        var stats = byDay(StatRow.class, id, StatRow::day, """
                SELECT day, coalesce(sum(shown) FILTER (WHERE place NOT IN ('boost', 'sound_page')), 0)::bigint AS shown,
                    coalesce(sum(clicks) FILTER (WHERE place NOT IN ('boost', 'sound_page')), 0)::bigint AS clicks,
                    coalesce(sum(shown) FILTER (WHERE place = 'sound_page'), 0)::bigint AS opens,
                    coalesce(sum(shown) FILTER (WHERE place = 'boost'), 0)::bigint AS boosts,
                    coalesce(sum(clicks) FILTER (WHERE place = 'boost'), 0)::bigint AS boost_clicks,
                    sum(spend_micros)::bigint AS boost_spend
                FROM ads_promotion_stat WHERE promotion = :id GROUP BY day
                """);
        var places = byDay(PlaceRow.class, id, PlaceRow::day, """
                SELECT day, sum(price_micros)::bigint AS spend FROM ads_promotion_day WHERE promotion = :id GROUP BY day
                """);
        var posts = byDay(PostRow.class, id, PostRow::day, """
                SELECT (published_at AT TIME ZONE 'UTC')::date AS day, count(*) AS posts, count(DISTINCT creator) AS creators
                FROM ads_promotion_post WHERE promotion = :id AND state <> 'withdrawn' GROUP BY 1
                """);
        var views = byDay(ViewRow.class, id, ViewRow::day, """
                SELECT day, sum(qualified)::bigint AS qualified, sum(organic)::bigint AS organic, sum(paid)::bigint AS paid
                FROM ads_promotion_post_day WHERE promotion = :id GROUP BY day
                """);
        var all = new java.util.TreeSet<LocalDate>();
        for (var keys : List.of(stats.keySet(), places.keySet(), posts.keySet(), views.keySet())) {
            all.addAll(keys);
        }
        var days = all.stream()
                .map(day -> new Day(
                        day, figures(promotion, stats.get(day), places.get(day), posts.get(day), views.get(day))))
                .toList();
        return new Report(
                total(promotion, days),
                days,
                unbilled(id),
                undelivered(id),
                promotion.money(promotion.frozenMicros()),
                promotion.money(promotion.prizeSettled()),
                promotion.money(promotion.releasedMicros()));
    }

    private static Figures figures(
            Promotion promotion,
            @org.jspecify.annotations.Nullable StatRow stat,
            @org.jspecify.annotations.Nullable PlaceRow place,
            @org.jspecify.annotations.Nullable PostRow post,
            @org.jspecify.annotations.Nullable ViewRow view) {
        var shown = stat == null ? new StatRow(LocalDate.EPOCH, 0, 0, 0, 0, 0, 0) : stat;
        var viewed = view == null ? new ViewRow(LocalDate.EPOCH, 0, 0, 0) : view;
        return new Figures(
                shown.shown(),
                shown.clicks(),
                shown.opens(),
                post == null ? 0 : post.posts(),
                post == null ? 0 : post.creators(),
                viewed.qualified(),
                viewed.qualified() + viewed.organic(),
                viewed.paid(),
                shown.boosts(),
                shown.boostClicks(),
                promotion.money(place == null ? 0 : place.spend()),
                promotion.money(shown.boostSpend()));
    }

    private Figures total(Promotion promotion, List<Day> days) {
        var sums = new long[9];
        for (var day : days) {
            var its = day.figures();
            var values = new long[] {
                its.shown(),
                its.clicks(),
                its.soundPages(),
                its.posts(),
                its.qualified(),
                its.earned(),
                its.paid(),
                its.boosts(),
                its.boostClicks()
            };
            for (var i = 0; i < sums.length; i++) {
                sums[i] += values[i];
            }
        }
        // ads_promotion_post_pkey
        var creators =
                jdbc.sql("""
                SELECT count(DISTINCT creator) FROM ads_promotion_post WHERE promotion = :id AND state <> 'withdrawn'
                """).param("id", promotion.id()).query(Long.class).single();
        return new Figures(
                sums[0],
                sums[1],
                sums[2],
                sums[3],
                creators,
                sums[4],
                sums[5],
                sums[6],
                sums[7],
                sums[8],
                promotion.money(promotion.placeSettled()),
                promotion.money(promotion.boostSettled()));
    }

    private <T> Map<LocalDate, T> byDay(
            Class<T> type, UUID id, java.util.function.Function<T, LocalDate> day, String sql) {
        var rows = new TreeMap<LocalDate, T>();
        // primary keys, all of which begin with the promotion
        jdbc.sql(sql)
                .param("id", id)
                .query(new SimplePropertyRowMapper<>(type))
                .list()
                .forEach(row -> rows.put(day.apply(row), row));
        return rows;
    }

    private Map<String, Long> unbilled(UUID id) {
        var unbilled = new LinkedHashMap<String, Long>();
        // primary key
        jdbc.sql("SELECT reason, how_many FROM ads_promotion_unbilled WHERE promotion = :id ORDER BY reason")
                .param("id", id)
                .query((row, number) -> unbilled.put(row.getString("reason"), row.getLong("how_many")))
                .list();
        return unbilled;
    }

    /** A posting of it: of a day of a place, or of a batch of boosts. */
    record Charged(LocalDate day, String what, String market, long charges, long micros, UUID transfer) {}

    List<Charged> charged(UUID id) {
        // primary key of ads_promotion_day, ads_promotion_charge_promotion_video_viewer_key
        return jdbc.sql("""
                SELECT day, place AS what, market, 1::bigint AS charges, price_micros AS micros, transfer
                FROM ads_promotion_day WHERE promotion = :id AND delivered
                UNION ALL
                SELECT min((served_at AT TIME ZONE 'UTC')::date), 'boost', '', count(*), sum(price_micros)::bigint, transfer
                FROM ads_promotion_charge WHERE promotion = :id GROUP BY transfer
                ORDER BY 1, 2, 3 LIMIT 1000
                """)
                .param("id", id)
                .query(new SimplePropertyRowMapper<>(Charged.class))
                .list();
    }

    private List<Undelivered> undelivered(UUID id) {
        // primary key
        return jdbc.sql("""
                SELECT place, market, day FROM ads_promotion_day WHERE promotion = :id AND NOT delivered
                ORDER BY day, place, market
                """)
                .param("id", id)
                .query(new SimplePropertyRowMapper<>(Undelivered.class))
                .list();
    }
}
