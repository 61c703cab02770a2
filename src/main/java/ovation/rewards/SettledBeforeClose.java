package ovation.rewards;

import java.time.YearMonth;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import ovation.ledger.CloseGate;

/** A month's books stay open until its days are settled: a settlement is dated at the end of its day. */
@Component
class SettledBeforeClose implements CloseGate {

    private final ObjectProvider<DailyClose> close;

    SettledBeforeClose(ObjectProvider<DailyClose> close) {
        this.close = close;
    }

    @Override
    public List<String> obstacles(YearMonth month) {
        return close.getObject().open().stream()
                .filter(day -> !YearMonth.from(day).isAfter(month))
                .map(day -> "The ad revenue of " + day + " is not settled")
                .toList();
    }
}
