package ovation.rewards;

import java.time.YearMonth;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import ovation.ledger.CloseGate;

/** A month's books stay open until its days are settled: a settlement is dated at the end of its day. */
@Component
class SettledBeforeClose implements CloseGate {

    private final ObjectProvider<DailyClose> close;
    private final MessageSource words;

    SettledBeforeClose(ObjectProvider<DailyClose> close, MessageSource words) {
        this.close = close;
        this.words = words;
    }

    @Override
    public List<String> obstacles(YearMonth month) {
        return close.getObject().open().stream()
                .filter(day -> !YearMonth.from(day).isAfter(month))
                .map(day -> words.getMessage(
                        "rewards.close.unsettled", new Object[] {day.toString()}, LocaleContextHolder.getLocale()))
                .toList();
    }
}
