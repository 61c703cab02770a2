package ovation.attention;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.SubjectRef;

/**
 * Keeps one row an exposure that was watched, and decides once which is a person's first qualified view of a subject.
 * The reasons are told apart when asked, in one fixed order, so that each view that does not count has exactly one.
 */
@Component
class CountedViews implements AttentionReader, QualifiedViews {

    /** "At least 5 s": the field's own threshold for a view that is paid for. */
    static final int QUALIFYING_MILLIS = 5_000;

    private static final String READER = "qualified-views";

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final EventLog log;
    private final Clock clock;

    CountedViews(JdbcTemplate template, JdbcClient jdbc, EventLog log, Clock clock) {
        this.template = template;
        this.jdbc = jdbc;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public String name() {
        return READER;
    }

    @Override
    public void read(List<AttentionEvent> events) {
        var views = new LinkedHashMap<UUID, AttentionEvent>();
        for (var event : events) {
            if (event.type() == AttentionType.WATCHED
                    && event.exposure().subject().is(SubjectRef.VIDEO)) {
                views.merge(event.exposure().id(), event, CountedViews::longer);
            }
        }
        if (views.isEmpty()) {
            return;
        }
        var batch = List.copyOf(views.values());
        ConnectionCallback<Boolean> write = connection -> {
            try (var statement = connection.prepareStatement("""
                    INSERT INTO attention_view AS v (exposure, day, viewer, visitor, subject_kind, subject_id, owner, surface,
                                                     paid, watched_ms, marks)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (exposure) DO UPDATE
                        SET watched_ms = greatest(v.watched_ms, excluded.watched_ms), marks = v.marks | excluded.marks
                    """)) {
                for (var event : batch) {
                    bind(statement, event);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            return true;
        };
        template.execute(write);
        qualify(batch.stream().map(event -> event.exposure().id()).toArray(UUID[]::new));
    }

    /** Served by the primary keys of attention_view and attention_first_view. */
    private void qualify(UUID[] exposures) {
        jdbc.sql("""
                WITH candidates AS (
                    SELECT viewer, subject_id, exposure FROM attention_view
                    WHERE exposure = ANY(:exposures) AND NOT qualified AND watched_ms >= :enough AND marks = 0
                      AND NOT paid AND NOT visitor AND owner <> viewer AND surface = :forYou
                ), firsts AS (
                    INSERT INTO attention_first_view (viewer, subject_id, exposure)
                    SELECT viewer, subject_id, exposure FROM candidates
                    ON CONFLICT DO NOTHING
                    RETURNING exposure
                )
                UPDATE attention_view SET qualified = true WHERE exposure IN (SELECT exposure FROM firsts)
                """)
                .param("exposures", exposures)
                .param("enough", QUALIFYING_MILLIS)
                .param("forYou", Surface.FOR_YOU.code())
                .update();
    }

    private record Count(LocalDate day, UUID owner, SubjectRef subject, String reason, long number) {}

    private static final String COUNTS = """
            SELECT v.day, v.owner, v.subject_kind, v.subject_id, count(*) AS number,
                   CASE WHEN qualified THEN 'qualified' WHEN marks <> 0 THEN 'marked' WHEN paid THEN 'paid'
                        WHEN v.owner = viewer THEN 'own' WHEN visitor THEN 'visitor'
                        WHEN surface <> :forYou THEN 'not_for_you' WHEN watched_ms < :enough THEN 'too_short'
                        ELSE 'repeat' END AS reason
            FROM attention_view v %s
            GROUP BY v.day, v.owner, v.subject_kind, v.subject_id, reason
            ORDER BY v.day, v.owner, v.subject_id, reason
            """;

    /** Served by attention_view_day. */
    @Override
    public List<DayOfViews> day(LocalDate day) {
        return bySubject(counts(jdbc.sql(COUNTS.formatted("WHERE v.day = :day")).param("day", day)));
    }

    /** Served by attention_view_day: each day's owners and subjects are looked up in it. */
    @Override
    public Map<LocalDate, List<DayOfViews>> between(LocalDate first, LocalDate last, Map<UUID, UUID> ownerOf) {
        var subjects = ownerOf.keySet().toArray(UUID[]::new);
        var byDay = new LinkedHashMap<LocalDate, List<Count>>();
        counts(jdbc.sql(COUNTS.formatted("""
                                JOIN unnest(:subjects::uuid[], :owners::uuid[]) AS s (subject, owner)
                                    ON v.owner = s.owner AND v.subject_id = s.subject
                                JOIN generate_series(:first::date, :last::date, interval '1 day') AS d (day) ON v.day = d.day::date
                                """))
                        .param("subjects", subjects)
                        .param("owners", Stream.of(subjects).map(ownerOf::get).toArray(UUID[]::new))
                        .param("first", first.toString())
                        .param("last", last.toString()))
                .forEach(count -> byDay.computeIfAbsent(count.day(), day -> new ArrayList<>())
                        .add(count));
        var found = new LinkedHashMap<LocalDate, List<DayOfViews>>();
        byDay.forEach((day, counts) -> found.put(day, bySubject(counts)));
        return found;
    }

    private static List<Count> counts(JdbcClient.StatementSpec statement) {
        return statement
                .param("enough", QUALIFYING_MILLIS)
                .param("forYou", Surface.FOR_YOU.code())
                .query((row, number) -> new Count(
                        row.getObject("day", LocalDate.class),
                        row.getObject("owner", UUID.class),
                        new SubjectRef(row.getString("subject_kind"), row.getObject("subject_id", UUID.class)),
                        row.getString("reason"),
                        row.getLong("number")))
                .list();
    }

    private static List<DayOfViews> bySubject(List<Count> counts) {
        var bySubject = new LinkedHashMap<SubjectRef, List<Count>>();
        counts.forEach(count -> bySubject
                .computeIfAbsent(count.subject(), s -> new ArrayList<>())
                .add(count));
        return bySubject.entrySet().stream()
                .map(entry -> {
                    var excluded = new LinkedHashMap<String, Long>();
                    var qualified = 0L;
                    for (var count : entry.getValue()) {
                        if (count.reason().equals("qualified")) {
                            qualified = count.number();
                        } else {
                            excluded.put(count.reason(), count.number());
                        }
                    }
                    return new DayOfViews(
                            entry.getValue().getFirst().owner(), entry.getKey(), qualified, Map.copyOf(excluded));
                })
                .toList();
    }

    @Override
    public boolean complete(LocalDate day) {
        var end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return !clock.instant().isBefore(end.plus(ExposureRules.VALID)) && log.hasRead(READER, end);
    }

    private static AttentionEvent longer(AttentionEvent one, AttentionEvent other) {
        var longest = one.watchedMillis() >= other.watchedMillis() ? one : other;
        return new AttentionEvent(
                longest.id(),
                longest.type(),
                longest.exposure(),
                longest.watchedMillis(),
                longest.at(),
                one.marks() | other.marks());
    }

    private static void bind(java.sql.PreparedStatement statement, AttentionEvent event) throws SQLException {
        var exposure = event.exposure();
        statement.setObject(1, exposure.id());
        statement.setObject(2, LocalDate.ofInstant(exposure.servedAt(), ZoneOffset.UTC));
        statement.setObject(3, exposure.viewer());
        statement.setBoolean(4, exposure.visitor());
        statement.setString(5, exposure.subject().kind());
        statement.setObject(6, exposure.subject().id());
        statement.setObject(7, exposure.owner());
        statement.setInt(8, exposure.surface().code());
        statement.setBoolean(9, exposure.paid());
        statement.setInt(10, event.watchedMillis());
        statement.setInt(11, event.marks());
    }
}
