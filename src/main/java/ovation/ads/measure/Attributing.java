package ovation.ads.measure;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.ads.AdTouch;
import ovation.ads.lift.LiftOutcomes;
import ovation.ads.measure.ConversionRows.Conversion;
import ovation.attention.AttentionBook;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionType;
import ovation.attention.Exposure;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.SubjectRef;

/**
 * Credits each conversion to one touch or to none, once: the row that waits is locked, and what follows commits with the mark that it is
 * decided. What was credited goes into the book of attention, from which every node's predictors learn.
 */
@Component
class Attributing {

    private static final Logger log = LoggerFactory.getLogger(Attributing.class);
    private static final int BATCH = 200;
    private static final Duration LONGEST = Duration.ofDays(29);

    private final ConversionRows conversions;
    private final AttentionBook book;
    private final LiftOutcomes lift;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final MeasureSettings settings;
    private final Clock clock;

    Attributing(
            ConversionRows conversions,
            AttentionBook book,
            LiftOutcomes lift,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            MeasureSettings settings,
            Clock clock) {
        this.conversions = conversions;
        this.book = book;
        this.lift = lift;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000)
    void attribute() {
        try {
            while (Boolean.TRUE.equals(transaction.execute(status -> batch()))) {
                // more waits
            }
        } catch (RuntimeException notNow) {
            log.warn("Conversions could not be credited now", notNow);
        }
    }

    /** @return whether more may wait */
    private boolean batch() {
        var now = clock.instant();
        var pending = conversions.lockPending(now.minus(settings.settle()), BATCH);
        var decided = 0;
        var learned = new ArrayList<AttentionEvent>();
        for (var conversion : pending) {
            if (waitsForItsClick(conversion, now)) {
                continue;
            }
            var credit = Touch.choose(touches(conversion), conversion.happenedAt());
            credit.ifPresent(its -> learned.add(credit(conversion, its, now)));
            heardByLift(conversion);
            conversions.decided(conversion.id(), now);
            decided++;
        }
        if (!learned.isEmpty()) {
            book.record(learned);
        }
        return pending.size() == BATCH && decided > 0;
    }

    /** Of whoever was recognised, clicked or not: so it is counted alike of those who could not click. */
    private void heardByLift(Conversion conversion) {
        var business = conversion.business();
        var person = conversion.person();
        if (business != null && person != null) {
            lift.converted(business, person, conversion.event(), conversion.happenedAt());
        }
    }

    private boolean waitsForItsClick(Conversion conversion, Instant now) {
        if (conversion.click() == null
                || conversion.receivedAt().plus(settings.clickPatience()).isBefore(now)) {
            return false;
        }
        // primary key
        return !jdbc.sql("SELECT EXISTS (SELECT FROM ads_touch WHERE exposure = :exposure)")
                .param("exposure", conversion.click())
                .query(Boolean.class)
                .single();
    }

    private List<Touch> touches(Conversion conversion) {
        // primary key, or ads_touch_viewer; what was bought inside credits the ads that lead to it
        return jdbc.sql("""
                SELECT t.*, coalesce(s.click_days, :clickDays) AS click_days, coalesce(s.view_days, :viewDays) AS view_days
                FROM ads_touch t LEFT JOIN ads_attribution_setting s ON s.campaign = t.campaign
                WHERE (t.exposure = :click OR (t.viewer = :person AND t.served_at > :since))
                  AND (t.business = :business OR (t.card = :subject AND t.card_kind = :kind))
                """)
                .param("clickDays", AttributionSettings.CLICK_DAYS)
                .param("viewDays", AttributionSettings.VIEW_DAYS)
                .param("click", conversion.click(), java.sql.Types.OTHER)
                .param("person", conversion.person(), java.sql.Types.OTHER)
                .param("since", Timestamp.from(conversion.happenedAt().minus(LONGEST)))
                .param("business", conversion.business(), java.sql.Types.OTHER)
                .param("subject", conversion.subject(), java.sql.Types.OTHER)
                .param("kind", conversion.subjectKind(), java.sql.Types.VARCHAR)
                .query((row, number) -> new Touch(
                        row.getObject("exposure", UUID.class),
                        row.getBoolean("views"),
                        row.getObject("exposure", UUID.class).equals(conversion.click()),
                        row.getTimestamp("shown_at").toInstant(),
                        instant(row.getTimestamp("engaged_at")),
                        instant(row.getTimestamp("clicked_at")),
                        row.getInt("click_days"),
                        row.getInt("view_days")))
                .list();
    }

    /** @return what the predictors are told */
    private AttentionEvent credit(Conversion conversion, Touch.Credit credit, Instant now) {
        var exposure = exposure(credit.exposure());
        // primary key
        var valueMicros = jdbc.sql("""
                INSERT INTO ads_attribution (conversion, exposure, touch, touch_at, window_days, candidates, ad, ad_group, campaign,
                    event, value_micros, impression_day, conversion_day, attributed_at)
                SELECT :conversion, t.exposure, :touch, :touchAt, :window, :candidates, t.ad, t.ad_group, t.campaign, :event,
                    CASE WHEN c.currency = :currency THEN :value ELSE 0 END, :impressionDay::date, :conversionDay::date, :now
                FROM ads_touch t JOIN ads_campaign c ON c.id = t.campaign WHERE t.exposure = :exposure
                RETURNING value_micros
                """)
                .param("conversion", conversion.id())
                .param("exposure", credit.exposure())
                .param("touch", credit.kind().name().toLowerCase(java.util.Locale.ROOT))
                .param("touchAt", Timestamp.from(credit.at()))
                .param("window", credit.windowDays())
                .param("candidates", credit.candidates())
                .param("event", conversion.event())
                .param("currency", conversion.currency())
                .param("value", conversion.valueMicros())
                .param("impressionDay", day(exposure.servedAt()).toString())
                .param("conversionDay", day(conversion.happenedAt()).toString())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
        return new AttentionEvent(
                Ids.of(exposure.servedAt(), "attributed/" + conversion.id()),
                AttentionType.CONVERTED,
                AdTouch.converted(exposure, conversion.event(), valueMicros),
                0,
                now,
                0);
    }

    private Exposure exposure(UUID id) {
        // primary key
        return jdbc.sql("SELECT * FROM ads_touch WHERE exposure = :id")
                .param("id", id)
                .query((row, number) -> new Exposure(
                        id,
                        row.getObject("viewer", UUID.class),
                        row.getBoolean("visitor"),
                        SubjectRef.video(row.getObject("video", UUID.class)),
                        row.getObject("creator", UUID.class),
                        Surface.valueOf(row.getString("surface")),
                        true,
                        row.getInt("duration_millis"),
                        row.getTimestamp("served_at").toInstant(),
                        row.getString("claim")))
                .single();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
