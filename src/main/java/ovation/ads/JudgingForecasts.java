package ovation.ads;

import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.ads.Reach.Question;

/** Makes the forecast of each ad group's first whole day before it begins, and judges it when the day's reports are in. */
@Component
class JudgingForecasts {

    /** Until then tokens of the day may still be reported. */
    private static final Duration REPORTS_IN = Duration.ofHours(1);

    private final Boards boards;
    private final Reach reach;
    private final Forecasts forecasts;
    private final Clock clock;

    JudgingForecasts(Boards boards, Reach reach, Forecasts forecasts, Clock clock) {
        this.boards = boards;
        this.reach = reach;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 300_000, initialDelay = 60_000)
    void work() {
        var now = clock.instant();
        for (var line : boards.board().byAdGroup().values()) {
            if (line.onAir(now) && !forecasts.known(line.adGroup())) {
                forecasts.insert(
                        line.adGroup(), line.business(), Days.of(now).plusDays(1), reach.estimate(question(line)), now);
            }
        }
        forecasts.close(Days.of(now.minus(REPORTS_IN)));
        forecasts.learn();
    }

    private static Question question(Line line) {
        var end = line.endsAt();
        var days = line.daily() || end == null
                ? 1
                : Math.max(1, Duration.between(line.startsAt(), end).toDays());
        var own = line.caps().stream()
                .filter(cap -> cap.owner().equals(line.adGroup()))
                .findFirst();
        return new Question(
                line.business(),
                line.targeting(),
                line.billing(),
                line.bidMicros(),
                line.budgetMicros() / days,
                line.smooth(),
                own.map(Cap::impressions).orElse(0),
                own.map(Cap::hours).orElse(24),
                line.timetable());
    }
}
