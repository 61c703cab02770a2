package ovation.rewards;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.attention.QualifiedViews;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;

/** Closes the days that are over and fully read, oldest first, and lets shares mature. */
@Component
class DailyClose implements Rewards {

    private static final Logger log = LoggerFactory.getLogger(DailyClose.class);

    private final SettlingRewards settling;
    private final MaturingRewards maturing;
    private final QualifiedViews views;
    private final Ledger ledger;
    private final PoolRows rows;
    private final RewardsSettings settings;
    private final Clock clock;

    DailyClose(
            SettlingRewards settling,
            MaturingRewards maturing,
            QualifiedViews views,
            Ledger ledger,
            PoolRows rows,
            RewardsSettings settings,
            Clock clock) {
        this.settling = settling;
        this.maturing = maturing;
        this.views = views;
        this.ledger = ledger;
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void settle(LocalDate day) {
        settling.settle(day, null);
    }

    @Override
    public int mature() {
        var pools = 0;
        while (maturing.matureNext()) {
            pools++;
        }
        return pools;
    }

    @Scheduled(fixedDelayString = "${ovation.rewards.look-every:PT1M}", initialDelayString = "PT20S")
    void run() {
        if (!settings.autoClose()) {
            return;
        }
        for (var day : open()) {
            if (!views.complete(day)) {
                break;
            }
            settling.settle(day, null);
            log.info("Closed {}", day);
        }
        mature();
    }

    /**
     * Days before today that are not closed, oldest first: those with money, and all since the last close. Before the
     * first money there is nothing to close.
     */
    List<LocalDate> open() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var closed = new TreeSet<>(rows.closedDays());
        var open = new TreeSet<LocalDate>();
        for (var currency : ledger.currencies()) {
            for (var each : ledger.balancesOf(AccountKind.AD_REVENUE_UNSETTLED, currency)) {
                var day = SettlingRewards.dayOf(each.account());
                if (day.isBefore(today) && !each.balance().posted().isZero()) {
                    open.add(day);
                }
            }
        }
        var since = closed.isEmpty() ? (open.isEmpty() ? today : open.first()) : closed.last();
        since.datesUntil(today).forEach(open::add);
        open.removeAll(closed);
        return List.copyOf(open);
    }
}
