package ovation.rewards;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.SubjectRef;
import ovation.ledger.FactBehind;

/** Behind each posting of rewards stands a day; behind a share the receipts that it pays. */
@Component
class RewardsFacts implements FactBehind {

    private final JdbcClient jdbc;
    private final MessageSource words;

    RewardsFacts(JdbcClient jdbc, MessageSource words) {
        this.jdbc = jdbc;
        this.words = words;
    }

    @Override
    public Optional<Fact> of(UUID transfer, String kind, SubjectRef cause) {
        if (!cause.is("rewards_day")) {
            return Optional.empty();
        }
        var day = LocalDate.ofEpochDay(cause.id().getLeastSignificantBits());
        var receipts = kind.equals("rewards.share") ? receipts(day, transfer) : 0;
        var code = kind.equals("rewards.share") ? "rewards.fact.share" : "rewards.fact." + kind.replace("rewards.", "");
        var title = words.getMessage(
                code, new Object[] {day.toString(), receipts}, kind + " " + day, LocaleContextHolder.getLocale());
        return Optional.of(new Fact(
                String.valueOf(title), "/finance/days/" + day + (receipts > 0 ? "?transfer=" + transfer : "")));
    }

    /** Served by rewards_receipt_pool. */
    private long receipts(LocalDate day, UUID transfer) {
        return jdbc.sql("SELECT count(*) FROM rewards_receipt WHERE day = :day AND transfer_id = :transfer")
                .param("day", day)
                .param("transfer", transfer)
                .query(Long.class)
                .single();
    }
}
