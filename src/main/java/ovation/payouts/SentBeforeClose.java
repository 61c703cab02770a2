package ovation.payouts;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.CloseGate;

/**
 * A month's books stay open while money that was released in it is reserved and neither bank nor provider has said what becomes
 * of it. What was accepted does not hold a month up: it is booked, and stands in clearing by name.
 */
@Component
class SentBeforeClose implements CloseGate {

    private final JdbcClient jdbc;
    private final MessageSource words;

    SentBeforeClose(JdbcClient jdbc, MessageSource words) {
        this.jdbc = jdbc;
        this.words = words;
    }

    @Override
    public List<String> obstacles(YearMonth month) {
        // Served by payouts_line_waiting.
        var undecided = jdbc.sql("""
                        SELECT count(*) FROM payouts_line l JOIN payouts_batch b ON b.id = l.batch
                        WHERE l.state IN ('reserved', 'submitted') AND b.released_at < :end
                        """)
                .param("end", month.plusMonths(1).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        return undecided == 0
                ? List.of()
                : List.of(words.getMessage(
                        "payouts.close.undecided", new Object[] {undecided}, LocaleContextHolder.getLocale()));
    }
}
