package ovation.attention;

import jakarta.annotation.PostConstruct;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps partitions made: some months back for histories that are brought in, some ahead. */
@Component
class Months {

    private final JdbcClient jdbc;
    private final Clock clock;

    Months(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @PostConstruct
    @Scheduled(cron = "0 17 3 * * *", zone = "UTC")
    void make() {
        var thisMonth = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        for (var offset = -3; offset <= 3; offset++) {
            jdbc.sql("SELECT attention_make_month(:month)::text")
                    .param("month", thisMonth.plusMonths(offset).atDay(1))
                    .query((row, number) -> true)
                    .single();
        }
    }
}
