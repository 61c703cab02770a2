package ovation.ads.reports;

import static ovation.base.Columns.longs;
import static ovation.base.Columns.texts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ads.SettlingListener;

/** Adds what was settled to its ad's hour of serving, once in each dimension: one statement a batch. */
@Component
class CountingHours implements SettlingListener, InvalidColumns {

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::ad)
            .thenComparing(Key::hour)
            .thenComparing(Key::dimension)
            .thenComparing(Key::value);

    private final JdbcClient jdbc;

    CountingHours(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(UUID ad, Instant hour, String dimension, String value) {

        static Key of(Counted event, Dimension dimension) {
            return new Key(
                    event.ad(),
                    event.exposure().servedAt().truncatedTo(ChronoUnit.HOURS),
                    dimension.stored(),
                    dimension.valueOf(event));
        }
    }

    @Override
    public void settled(List<Counted> counted, List<Charged> charged) {
        var sums = new TreeMap<Key, long[]>(ORDER);
        for (var dimension : Dimension.values()) {
            for (var event : counted) {
                sums.computeIfAbsent(Key.of(event, dimension), key -> new long[4])[column(event.event())]++;
            }
            for (var charge : charged) {
                sums.computeIfAbsent(Key.of(charge.counted(), dimension), key -> new long[4])[3] +=
                        charge.priceMicros();
            }
        }
        if (!sums.isEmpty()) {
            add(List.copyOf(sums.keySet()), List.copyOf(sums.values()));
        }
    }

    private static int column(String event) {
        return switch (event) {
            case "impression" -> 0;
            case "click" -> 1;
            default -> 2;
        };
    }

    private void add(List<Key> keys, List<long[]> sums) {
        // primary key
        jdbc.sql("""
                INSERT INTO ads_report AS r (ad, hour, dimension, value, ad_group, campaign, business, impressions, clicks, views,
                                             spend_micros)
                SELECT n.ad, n.hour, n.dimension, n.value, a.ad_group, g.campaign, c.business, n.impressions, n.clicks, n.views,
                       n.spend
                FROM unnest(:ads::uuid[], :hours::timestamptz[], :dimensions::text[], :values::text[], :impressions::bigint[],
                            :clicks::bigint[], :views::bigint[], :spend::bigint[])
                    AS n (ad, hour, dimension, value, impressions, clicks, views, spend)
                JOIN ads_ad a ON a.id = n.ad JOIN ads_group g ON g.id = a.ad_group JOIN ads_campaign c ON c.id = g.campaign
                ORDER BY n.ad, n.hour, n.dimension, n.value
                ON CONFLICT (ad, hour, dimension, value) DO UPDATE SET
                    impressions = r.impressions + excluded.impressions, clicks = r.clicks + excluded.clicks,
                    views = r.views + excluded.views, spend_micros = r.spend_micros + excluded.spend_micros
                """)
                .param("ads", keys.stream().map(Key::ad).toArray(UUID[]::new))
                .param("hours", texts(keys, key -> key.hour().toString()))
                .param("dimensions", texts(keys, Key::dimension))
                .param("values", texts(keys, Key::value))
                .param("impressions", longs(sums, sum -> sum[0]))
                .param("clicks", longs(sums, sum -> sum[1]))
                .param("views", longs(sums, sum -> sum[2]))
                .param("spend", longs(sums, sum -> sum[3]))
                .update();
    }

    /** What a credit needs to find its rows; nothing is known of who saw charges older than receipts. */
    private record Seat(
            UUID ad,
            Instant servedAt,
            long price,
            boolean known,
            String region,
            int age,
            int gender,
            String surface,
            UUID video) {}

    @Override
    public void credited(List<UUID> exposures) {
        // primary keys of ads_charge, ads_receipt_token, ads_ad
        var seats = jdbc.sql("""
                SELECT c.ad, c.served_at, c.price_micros AS price, t.exposure IS NOT NULL AS known, coalesce(t.region, '') AS region,
                       coalesce(t.age, 0) AS age, coalesce(t.gender, 0) AS gender, coalesce(t.surface, '') AS surface, coalesce(t.video, a.video) AS video
                FROM ads_charge c JOIN ads_ad a ON a.id = c.ad LEFT JOIN ads_receipt_token t ON t.exposure = c.exposure
                WHERE c.exposure = ANY (:exposures)
                """)
                .param("exposures", exposures.toArray(UUID[]::new))
                .query((row, number) -> new Seat(
                        row.getObject("ad", UUID.class),
                        row.getTimestamp("served_at").toInstant(),
                        row.getLong("price"),
                        row.getBoolean("known"),
                        row.getString("region"),
                        row.getInt("age"),
                        row.getInt("gender"),
                        row.getString("surface"),
                        row.getObject("video", UUID.class)))
                .list();
        var sums = new TreeMap<Key, long[]>(ORDER);
        for (var seat : seats) {
            for (var dimension : Dimension.values()) {
                var value = seat.known() || dimension == Dimension.CREATIVE || dimension == Dimension.ALL
                        ? dimension.valueOf(seat.age(), seat.gender(), seat.region(), seat.surface(), seat.video())
                        : Dimension.UNKNOWN;
                var hour = seat.servedAt().truncatedTo(seat.known() ? ChronoUnit.HOURS : ChronoUnit.DAYS);
                var sum = sums.computeIfAbsent(new Key(seat.ad(), hour, dimension.stored(), value), key -> new long[2]);
                sum[0]++;
                sum[1] += seat.price();
            }
        }
        var keys = List.copyOf(sums.keySet());
        var counts = List.copyOf(sums.values());
        // primary key
        var changed = jdbc.sql("""
                UPDATE ads_report r SET invalid = r.invalid + n.invalid, credited_micros = r.credited_micros + n.credited
                FROM unnest(:ads::uuid[], :hours::timestamptz[], :dimensions::text[], :values::text[], :invalid::bigint[],
                            :credited::bigint[]) AS n (ad, hour, dimension, value, invalid, credited)
                WHERE r.ad = n.ad AND r.hour = n.hour AND r.dimension = n.dimension AND r.value = n.value
                """)
                .param("ads", keys.stream().map(Key::ad).toArray(UUID[]::new))
                .param("hours", texts(keys, key -> key.hour().toString()))
                .param("dimensions", texts(keys, Key::dimension))
                .param("values", texts(keys, Key::value))
                .param("invalid", longs(counts, count -> count[0]))
                .param("credited", longs(counts, count -> count[1]))
                .update();
        if (changed != keys.size()) {
            throw new IllegalStateException("Charges were credited that no report counts: " + exposures);
        }
    }
}
