package ovation.ads.effect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.AdServing;
import ovation.ads.library.LibraryEntry;
import ovation.ads.library.LibraryEntry.Audience;
import ovation.ads.library.LibraryShelf;
import ovation.videos.EffectScript.Spot;
import ovation.videos.Effects;

/** Branded effects in the public library, with the markets and days of their flights. */
@Repository
class EffectShelf implements LibraryShelf {

    private static final int READ_AT_ONCE = 100;

    // ads_effect_creative's primary key backwards; ads_effect_booking_effect and the primary keys of ends and figures.
    // An end takes the days after it away; one before the first day takes all.
    private static final String SELECT = """
            SELECT c.effect, c.business, b.markets, b.first_day, b.last_day, c.state = 'approved' AND b.today
                       AND NOT EXISTS (SELECT FROM ads_stop p WHERE p.owner IN (c.business, :platform) AND p.lifted_at IS NULL)
                       AS running,
                   s.first_shown, s.last_shown, s.impressions
            FROM ads_effect_creative c
            CROSS JOIN LATERAL (
                SELECT array_agg(DISTINCT market ORDER BY market) AS markets, min(first_day) AS first_day,
                       max(coalesce(e.until, last_day)) AS last_day,
                       bool_or(:today BETWEEN first_day AND coalesce(e.until, last_day)) AS today
                FROM ads_effect_booking b LEFT JOIN ads_effect_end e ON e.booking = b.id
                WHERE b.effect = c.effect AND coalesce(e.until, last_day) >= first_day) b
            CROSS JOIN LATERAL (
                SELECT min(s.day) AS first_shown, max(s.day) AS last_shown, coalesce(sum(s.opens), 0)::bigint AS impressions
                FROM ads_effect_booking b JOIN ads_effect_stat s ON s.booking = b.id
                WHERE b.effect = c.effect AND s.opens > 0) s
            WHERE b.markets IS NOT NULL AND (c.state = 'approved' AND b.last_day >= :today OR s.last_shown >= :kept)
            """;

    private final JdbcClient jdbc;
    private final Effects effects;

    EffectShelf(JdbcClient jdbc, Effects effects) {
        this.jdbc = jdbc;
        this.effects = effects;
    }

    private record Row(
            UUID effect,
            UUID business,
            List<String> markets,
            LocalDate firstDay,
            LocalDate lastDay,
            boolean running,
            @Nullable LocalDate firstShown,
            @Nullable LocalDate lastShown,
            long impressions) {}

    /** In whose name an effect is offered is not ours to ask the database: so it is read on until enough have the name. */
    @Override
    public List<Shelved> newest(Search search) {
        var found = new ArrayList<Shelved>();
        var before = search.before();
        while (found.size() < search.most()) {
            var rows = select(
                            " AND (CAST(:before AS uuid) IS NULL OR c.effect < :before)"
                                    + " AND (:region = '' OR :region = ANY (b.markets)) ORDER BY c.effect DESC LIMIT :most",
                            search)
                    .param("before", before, Types.OTHER)
                    .param("region", search.region())
                    .param("most", READ_AT_ONCE)
                    .query(EffectShelf::row)
                    .list();
            named(rows).stream()
                    .filter(each -> each.entry()
                            .advertiser()
                            .toLowerCase(Locale.ROOT)
                            .contains(search.advertiser().toLowerCase(Locale.ROOT)))
                    .forEach(found::add);
            if (rows.size() < READ_AT_ONCE) {
                break;
            }
            before = rows.getLast().effect();
        }
        return found.stream().limit(search.most()).toList();
    }

    @Override
    public Optional<Shelved> find(UUID ad, Search anything) {
        return named(select(" AND c.effect = :ad", anything)
                        .param("ad", ad)
                        .query(EffectShelf::row)
                        .list())
                .stream()
                .findFirst();
    }

    private JdbcClient.StatementSpec select(String further, Search search) {
        return jdbc.sql(SELECT + further)
                .param("today", search.today())
                .param("kept", search.kept())
                .param("platform", AdServing.PLATFORM);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("effect", UUID.class),
                row.getObject("business", UUID.class),
                List.of((String[]) row.getArray("markets").getArray()),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getBoolean("running"),
                row.getObject("first_shown", LocalDate.class),
                row.getObject("last_shown", LocalDate.class),
                row.getLong("impressions"));
    }

    private List<Shelved> named(List<Row> rows) {
        var drawn = effects.findAll(rows.stream().map(Row::effect).toList());
        return rows.stream()
                .flatMap(row -> Stream.ofNullable(drawn.get(row.effect()))
                        .map(effect -> new Shelved(row.business(), entry(row, effect))))
                .toList();
    }

    private static LibraryEntry entry(Row row, Effects.Effect effect) {
        var spot = Optional.ofNullable(effect.script().spot());
        return new LibraryEntry(
                row.effect(),
                "effect",
                null,
                String.valueOf(effect.sponsor()),
                "",
                effect.name(),
                spot.map(Spot::callToAction).orElse(""),
                spot.map(Spot::landingUrl).orElse("/effects/" + row.effect()),
                row.running(),
                Audience.in(row.markets()),
                row.firstDay(),
                row.lastDay(),
                row.firstShown(),
                row.lastShown(),
                row.impressions(),
                List.of());
    }
}
