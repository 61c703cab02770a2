package ovation.ads.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.library.LibraryEntry.Audience;

/** The first thing on opening: a creative with the markets and days that it is booked for. */
@Repository
class TopViewShelf implements LibraryShelf {

    // ads_topview_creative's primary key backwards; ads_topview_booking_creative and the primary keys of ends and
    // figures
    private static final String SELECT = """
            SELECT c.id, c.business, c.video, c.display_name, c.call_to_action, c.landing_url, b.markets, b.first_day, b.last_day,
                   c.state = 'approved' AND b.today
                       AND NOT EXISTS (SELECT FROM ads_stop p WHERE p.owner IN (c.business, :platform) AND p.lifted_at IS NULL)
                       AS running,
                   s.first_shown, s.last_shown, s.impressions
            FROM ads_topview_creative c
            CROSS JOIN LATERAL (
                SELECT array_agg(DISTINCT market ORDER BY market) AS markets, min(day) AS first_day, max(day) AS last_day,
                       bool_or(day = :today) AS today
                FROM ads_topview_booking b WHERE b.creative = c.id AND NOT EXISTS (
                    SELECT FROM ads_topview_end e WHERE e.booking = b.id AND e.how = 'cancelled')) b
            CROSS JOIN LATERAL (
                SELECT (min(s.hour) AT TIME ZONE 'UTC')::date AS first_shown, (max(s.hour) AT TIME ZONE 'UTC')::date AS last_shown,
                       coalesce(sum(s.impressions), 0)::bigint AS impressions
                FROM ads_topview_booking b JOIN ads_topview_stat s ON s.booking = b.id
                WHERE b.creative = c.id AND s.impressions > 0) s
            WHERE b.markets IS NOT NULL AND (c.state = 'approved' AND b.last_day >= :today OR s.last_shown >= :kept)
            """;

    private final JdbcClient jdbc;

    TopViewShelf(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Shelved> newest(Search search) {
        return select(
                        " AND (CAST(:before AS uuid) IS NULL OR c.id < :before)"
                                + " AND (:query = '' OR position(lower(:query) IN lower(c.display_name)) > 0)"
                                + " AND (:region = '' OR :region = ANY (b.markets)) ORDER BY c.id DESC LIMIT :most",
                        search)
                .param("before", search.before(), Types.OTHER)
                .param("query", search.advertiser())
                .param("region", search.region())
                .param("most", search.most())
                .query(TopViewShelf::row)
                .list();
    }

    @Override
    public Optional<Shelved> find(UUID ad, Search anything) {
        return select(" AND c.id = :ad", anything)
                .param("ad", ad)
                .query(TopViewShelf::row)
                .optional();
    }

    private JdbcClient.StatementSpec select(String further, Search search) {
        return jdbc.sql(SELECT + further)
                .param("platform", PLATFORM)
                .param("today", search.today())
                .param("kept", search.kept());
    }

    private static Shelved row(ResultSet row, int number) throws SQLException {
        return new Shelved(
                row.getObject("business", UUID.class),
                new LibraryEntry(
                        row.getObject("id", UUID.class),
                        "topview",
                        row.getObject("video", UUID.class),
                        row.getString("display_name"),
                        "",
                        "",
                        row.getString("call_to_action"),
                        row.getString("landing_url"),
                        row.getBoolean("running"),
                        Audience.in(List.of((String[]) row.getArray("markets").getArray())),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getObject("first_shown", LocalDate.class),
                        row.getObject("last_shown", LocalDate.class),
                        row.getLong("impressions"),
                        List.of()));
    }
}
