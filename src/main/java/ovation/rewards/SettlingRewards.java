package ovation.rewards;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.attention.QualifiedViews;
import ovation.base.Refused;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/**
 * Closes a day: its ad revenue, and what earlier closed days still hold, becomes the platform's and the creators'. The
 * amounts, the receipts and the postings stand or fall in one transaction.
 *
 * <p>Money of a day without a qualified view stays on that day's account until a later day has one; so do charges that
 * arrive after the close. The next pool in that currency takes both in, and every closed day's account returns to zero.
 */
@Service
class SettlingRewards {

    private final Ledger ledger;
    private final QualifiedViews views;
    private final PoolRows rows;
    private final PostingRewards posting;
    private final RewardsSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SettlingRewards(
            Ledger ledger,
            QualifiedViews views,
            PoolRows rows,
            PostingRewards posting,
            RewardsSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.ledger = ledger;
        this.views = views;
        this.rows = rows;
        this.posting = posting;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** @param by the person who closes it; null when it closes by itself. @return false if it was closed already */
    @Transactional
    boolean settle(LocalDate day, @Nullable UUID by) {
        if (!day.isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            throw Refused.because(RewardsProblem.DAY_NOT_OVER, day);
        }
        rows.lock();
        if (rows.closed(day)) {
            return false;
        }
        if (!views.complete(day)) {
            throw Refused.because(RewardsProblem.DAY_NOT_COMPLETE, day);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var counted = views.day(day);
        var qualified =
                counted.stream().mapToLong(QualifiedViews.DayOfViews::qualified).sum();
        rows.close(day, now, by, qualified);
        var receipts = 0;
        for (var revenue : revenues(day, qualified > 0)) {
            receipts += settle(revenue, counted, qualified, now);
        }
        events.publishEvent(new RewardsSettled(day, receipts));
        return true;
    }

    /** What a day has to split in one currency. @param carried by the earlier day on whose account it stands */
    record Revenue(LocalDate day, String currency, long own, Map<LocalDate, Long> carried) {

        long carriedMicros() {
            return carried.values().stream().mapToLong(Long::longValue).sum();
        }

        long net() {
            return own + carriedMicros();
        }
    }

    /** A day that was watched but brought nothing has one empty pool, so that its receipts can say so. */
    private List<Revenue> revenues(LocalDate day, boolean watched) {
        var closed = rows.closedDays();
        var currencies = new TreeSet<>(ledger.currencies());
        var found = new ArrayList<Revenue>();
        for (var currency : currencies) {
            var own = 0L;
            var carried = new HashMap<LocalDate, Long>();
            for (var each : ledger.balancesOf(AccountKind.AD_REVENUE_UNSETTLED, currency)) {
                var source = dayOf(each.account());
                var micros = each.balance().posted().micros();
                if (source.equals(day)) {
                    own = micros;
                } else if (micros != 0 && source.isBefore(day) && closed.contains(source)) {
                    carried.put(source, micros);
                }
            }
            if (own != 0 || !carried.isEmpty()) {
                found.add(new Revenue(day, currency, own, carried));
            }
        }
        if (watched && found.isEmpty()) {
            found.add(new Revenue(day, settings.currency(), 0, Map.of()));
        }
        return found;
    }

    private int settle(Revenue revenue, List<QualifiedViews.DayOfViews> counted, long qualified, Instant now) {
        var net = new Money(revenue.net(), revenue.currency());
        if (qualified == 0 || net.micros() < 0) {
            rows.carry(pool(revenue, Money.zero(revenue.currency()), qualified, List.of(), now));
            return 0;
        }
        var creators = net.share(settings.sharePerMillion());
        var entrants = Split.entrants(counted, clock);
        var shares = Split.shares(creators, entrants);
        var pool = pool(revenue, creators, qualified, shares, now);
        var posted = posting.post(pool, revenue, entrants, shares);
        var byReceipt = new HashMap<UUID, Receipt.Share>();
        shares.forEach(share -> byReceipt.put(share.receipt(), share));
        var receipts = entrants.stream()
                .map(entrant -> receipt(entrant, byReceipt.get(entrant.receipt()), pool, posted))
                .toList();
        rows.settle(pool, receipts, posted);
        return receipts.size();
    }

    private static Receipt receipt(
            Split.Entrant entrant, Receipt.@Nullable Share share, Receipt.Pool pool, PostingRewards.Posted posted) {
        var micros = share == null ? 0 : share.micros();
        var lines = Split.lines(new Money(micros, pool.currency()), entrant.videos());
        var transfer = posted.shareOf().get(entrant.receipt());
        return new Receipt(entrant.receipt(), entrant.creator(), pool, lines, micros, transfer, "").sealed();
    }

    private Receipt.Pool pool(
            Revenue revenue, Money creators, long qualified, List<Receipt.Share> shares, Instant now) {
        var carriesOn = shares.isEmpty();
        return new Receipt.Pool(
                revenue.day(),
                revenue.currency(),
                Receipt.FORMULA,
                revenue.own(),
                revenue.carriedMicros(),
                settings.sharePerMillion(),
                creators.micros(),
                carriesOn ? 0 : revenue.net() - creators.micros(),
                qualified,
                Receipt.allocationSha256(shares),
                now,
                now.plus(settings.hold()));
    }

    static LocalDate dayOf(Account account) {
        return LocalDate.ofEpochDay(account.owner().getLeastSignificantBits());
    }
}
