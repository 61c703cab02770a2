package ovation.payments;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.CloseGate;

/** A month's books stay open until each of its days was compared with the provider's report, and what differed is explained. */
@Component
class ReconciledBeforeClose implements CloseGate {

    private final JdbcClient jdbc;
    private final PaymentProvider provider;
    private final MessageSource words;

    ReconciledBeforeClose(JdbcClient jdbc, PaymentProvider provider, MessageSource words) {
        this.jdbc = jdbc;
        this.provider = provider;
        this.words = words;
    }

    @Override
    public List<String> obstacles(YearMonth month) {
        var obstacles = new ArrayList<String>();
        var unread = unread(month);
        if (!unread.isEmpty()) {
            obstacles.add(say("payments.close.unread", unread.getFirst().toString(), unread.size() - 1));
        }
        var differences = differences(month);
        if (differences > 0) {
            obstacles.add(say("payments.close.differences", differences));
        }
        return obstacles;
    }

    private String say(String key, Object... arguments) {
        return words.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    /** From the day on which the provider first had money of ours. Once a month, so it reads the items without an index. */
    private List<LocalDate> unread(YearMonth month) {
        return jdbc.sql("""
                        SELECT each::date AS day
                        FROM (SELECT min(booked_at AT TIME ZONE 'UTC')::date AS day
                              FROM payments_clearing_item WHERE provider = :provider) first
                        CROSS JOIN generate_series(greatest(first.day, :from), :to, '1 day') each
                        WHERE first.day IS NOT NULL AND NOT EXISTS (
                            SELECT 1 FROM payments_settlement_day d WHERE d.provider = :provider AND d.day = each::date)
                        ORDER BY each
                        """)
                .param("provider", provider.name())
                .param("from", month.atDay(1))
                .param("to", month.atEndOfMonth())
                .query((row, number) -> row.getObject("day", LocalDate.class))
                .list();
    }

    /** Those of the month and before, whenever they were found. Served by payments_difference_open. */
    private long differences(YearMonth month) {
        return jdbc.sql("""
                        SELECT count(*) FROM payments_difference d
                        LEFT JOIN payments_clearing_item i ON i.id = d.item
                        LEFT JOIN payments_settlement_line l ON l.provider = d.provider AND l.line_id = d.line_id
                        WHERE d.state = 'open'
                            AND least(d.found_at, i.booked_at, l.day::timestamp AT TIME ZONE 'UTC') < :end
                        """)
                .param("end", month.plusMonths(1).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}
