package ovation.ads;

import java.sql.Timestamp;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ads.goal.Goal;
import ovation.ads.goal.Strategy;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/** What ad groups bid: what they were given, what it means for an auction, and what was promised when. */
@Component
class Bids {

    /** Lowest cost never bids more for a usual impression than so many times the reserve. */
    private static final int CEILING_RESERVES = 20;

    private static final long LOWEST_CLICK_MICROS = 10_000;

    private final Prediction prediction;
    private final Conversions conversions;
    private final AdsSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    Bids(Prediction prediction, Conversions conversions, AdsSettings settings, JdbcClient jdbc, Clock clock) {
        this.prediction = prediction;
        this.conversions = conversions;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param before the ad group as it was; null for a new one */
    long read(
            Inputs inputs,
            @Nullable Money given,
            @Nullable AdGroup before,
            Goal goal,
            Billing billing,
            String currency,
            long budgetMicros) {
        if (goal.strategy() == Strategy.LOWEST_COST) {
            if (given != null) {
                inputs.wrong("bid", "not_with_lowest_cost");
            }
            return ceilingMicros(billing, budgetMicros);
        }
        var known = before == null || before.goal().strategy() == Strategy.LOWEST_COST ? null : before;
        return given == null && known != null && known.billing() == billing
                ? known.bidMicros()
                : inputs.money("bid", given, currency, lowest(billing));
    }

    /** Below the lowest reserve a bid would never win; a click is worth at least a cent. */
    private long lowest(Billing billing) {
        return billing == Billing.CPM ? settings.reserveMicros() : LOWEST_CLICK_MICROS;
    }

    private long ceilingMicros(Billing billing, long budgetMicros) {
        var impression = CEILING_RESERVES * settings.reserveMicros() / 1000.0;
        return switch (billing) {
            case CPM -> CEILING_RESERVES * settings.reserveMicros();
            case CPC, CPV -> Math.min((long) (impression / prediction.usualRate(billing)), budgetMicros);
            case OCPM ->
                Math.min((long) (impression / prediction.usualRate(billing) / conversions.usualRate()), budgetMicros);
        };
    }

    /** The truthful bid for what the line pays or optimises for, as of now. */
    long truthfulMicros(Line line) {
        var order = line.goal().strategy() == Strategy.TARGET_ROAS
                ? conversions.orderMicros(line.adGroup(), line.bidMicros())
                : 0;
        return line.goal().truthfulMicros(line.bidMicros(), order);
    }

    /** Keeps what was promised from now on: the guarantee asks what held on which day. */
    void keep(AdGroup group, Viewer viewer) {
        jdbc.sql("""
                INSERT INTO ads_group_terms (ad_group, number, from_at, changed_by, billing, strategy, bid_micros, goal_event, roas_percent)
                SELECT :group, count(*), :now, :by, :billing, :strategy, :bid, :event, :roas
                FROM ads_group_terms WHERE ad_group = :group
                """)
                .param("group", group.id())
                .param("now", Timestamp.from(clock.instant()))
                .param("by", viewer.person())
                .param("billing", group.billing().name())
                .param("strategy", group.goal().strategy().code())
                .param("bid", group.bidMicros())
                .param("event", group.goal().event())
                .param("roas", group.goal().roasPercent())
                .update();
    }
}
