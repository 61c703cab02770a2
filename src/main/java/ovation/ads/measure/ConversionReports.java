package ovation.ads.measure;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.Money;

/** What campaigns are credited with. Also the bean {@code conversionReports} of the campaign's page. */
@Component("conversionReports")
class ConversionReports {

    private final JdbcClient jdbc;
    private final Clock clock;

    ConversionReports(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many, and what they were worth in the campaign's currency. */
    public record Count(long count, Money value) {}

    public record EventRow(String event, Count byConversion, Count byImpression) {}

    public record DayRow(LocalDate day, Count byConversion, Count byImpression) {}

    /** @param byConversion counted on the day of the conversion; {@code byImpression} on the day on which the ad was shown */
    public record Report(
            LocalDate from,
            LocalDate to,
            Count byConversion,
            Count byImpression,
            List<EventRow> events,
            List<DayRow> days) {}

    /** For the page. */
    public Report lastDays(UUID campaign, String currency, int days) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return of(campaign, currency, today.minusDays(days - 1L), today);
    }

    private record Sums(long[] numbers) {

        private Count conversion(String currency) {
            return new Count(numbers[0], new Money(numbers[1], currency));
        }

        private Count impression(String currency) {
            return new Count(numbers[2], new Money(numbers[3], currency));
        }

        private void add(int at, long count, long value) {
            numbers[at] += count;
            numbers[at + 1] += value;
        }
    }

    Report of(UUID campaign, String currency, LocalDate from, LocalDate to) {
        var all = none();
        Map<String, Sums> byEvent = new TreeMap<>();
        Map<LocalDate, Sums> byDay = new TreeMap<>();
        // ads_attribution_campaign, ads_attribution_campaign_shown
        jdbc.sql("""
                SELECT event, conversion_day AS day, 0 AS place, count(*) AS count, sum(value_micros)::bigint AS value
                FROM ads_attribution WHERE campaign = :campaign AND conversion_day BETWEEN :from AND :to GROUP BY 1, 2
                UNION ALL
                SELECT event, impression_day, 2, count(*), sum(value_micros)::bigint
                FROM ads_attribution WHERE campaign = :campaign AND impression_day BETWEEN :from AND :to GROUP BY 1, 2
                """)
                .param("campaign", campaign)
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    var place = row.getInt("place");
                    var count = row.getLong("count");
                    var value = row.getLong("value");
                    all.add(place, count, value);
                    byEvent.computeIfAbsent(row.getString("event"), event -> none())
                            .add(place, count, value);
                    byDay.computeIfAbsent(row.getObject("day", LocalDate.class), day -> none())
                            .add(place, count, value);
                });
        return new Report(
                from,
                to,
                all.conversion(currency),
                all.impression(currency),
                byEvent.entrySet().stream()
                        .map(row -> new EventRow(
                                row.getKey(),
                                row.getValue().conversion(currency),
                                row.getValue().impression(currency)))
                        .toList(),
                byDay.entrySet().stream()
                        .map(row -> new DayRow(
                                row.getKey(),
                                row.getValue().conversion(currency),
                                row.getValue().impression(currency)))
                        .toList());
    }

    private static Sums none() {
        return new Sums(new long[4]);
    }

    /**
     * A conversion and why it is this ad's.
     *
     * @param source {@code pixel}, {@code server} or {@code inside}
     * @param matchedBy {@code click}, {@code email} or {@code account}
     * @param touch {@code click}, {@code engaged_view} or {@code view}: the best kind that there was, of that the latest
     * @param candidates how many touches could have been credited
     */
    record Credited(
            UUID conversion,
            String event,
            String source,
            String matchedBy,
            Money value,
            Instant happenedAt,
            UUID ad,
            UUID adGroup,
            UUID exposure,
            String touch,
            Instant touchAt,
            int windowDays,
            int candidates) {}

    List<Credited> last(UUID campaign, String currency, int limit) {
        // ads_attribution_campaign, ads_conversion's primary key
        return jdbc.sql("""
                SELECT a.*, c.source, c.matched_by, c.happened_at
                FROM ads_attribution a JOIN ads_conversion c ON c.id = a.conversion
                WHERE a.campaign = :campaign ORDER BY a.conversion_day DESC, c.happened_at DESC LIMIT :limit
                """)
                .param("campaign", campaign)
                .param("limit", limit)
                .query((row, number) -> new Credited(
                        row.getObject("conversion", UUID.class),
                        row.getString("event"),
                        row.getString("source"),
                        row.getString("matched_by"),
                        new Money(row.getLong("value_micros"), currency),
                        row.getTimestamp("happened_at").toInstant(),
                        row.getObject("ad", UUID.class),
                        row.getObject("ad_group", UUID.class),
                        row.getObject("exposure", UUID.class),
                        row.getString("touch"),
                        row.getTimestamp("touch_at").toInstant(),
                        row.getInt("window_days"),
                        row.getInt("candidates")))
                .list();
    }
}
