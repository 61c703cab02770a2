package ovation.rewards;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.ledger.Periods;
import ovation.ledger.PostingOutcome;
import ovation.ledger.Transfer;

/**
 * The money of a close. Three facts: {@code rewards.carry} brings what earlier days still hold to the day's account,
 * {@code rewards.platform} and {@code rewards.share} empty it. Ids follow from the fact, so a second try is a replay.
 */
@Component
class PostingRewards {

    /** A transfer has at most 64 legs, one of which is the day's account. */
    static final int CREATORS_A_TRANSFER = 63;

    private static final int MATURING_A_TRANSFER = 32;
    private static final int TRANSFERS_A_CALL = 1_000;

    /** The ledger takes unknown ids of the last 35 days; an older day's ids carry the day of closing. */
    private static final Duration OLDEST_ID = Duration.ofDays(30);

    /** @param shareOf the transfer that credits a receipt's amount, by receipt */
    record Posted(Map<LocalDate, UUID> carries, Map<LocalDate, Long> carried, Map<UUID, UUID> shareOf) {}

    private final Ledger ledger;
    private final Periods periods;
    private final Clock clock;

    PostingRewards(Ledger ledger, Periods periods, Clock clock) {
        this.ledger = ledger;
        this.periods = periods;
        this.clock = clock;
    }

    Posted post(
            Receipt.Pool pool,
            SettlingRewards.Revenue revenue,
            List<Split.Entrant> entrants,
            List<Receipt.Share> shares) {
        var transfers = new ArrayList<Transfer>();
        var carries = new TreeMap<LocalDate, UUID>();
        var account = unsettled(pool.day(), pool.currency());
        new TreeMap<>(revenue.carried()).forEach((from, micros) -> {
            var transfer = transfer(
                    pool,
                    "rewards.carry",
                    from.toString(),
                    List.of(new Leg(unsettled(from, pool.currency()), -micros), new Leg(account, micros)));
            carries.put(from, transfer.id());
            transfers.add(transfer);
        });
        if (pool.platformMicros() != 0) {
            transfers.add(transfer(
                    pool,
                    "rewards.platform",
                    "",
                    List.of(
                            new Leg(account, -pool.platformMicros()),
                            new Leg(
                                    Account.platform(AccountKind.AD_REVENUE_PLATFORM, pool.currency()),
                                    pool.platformMicros()))));
        }
        var shareOf = share(pool, account, entrants, shares, transfers);
        post(transfers);
        return new Posted(carries, revenue.carried(), shareOf);
    }

    private Map<UUID, UUID> share(
            Receipt.Pool pool,
            Account account,
            List<Split.Entrant> entrants,
            List<Receipt.Share> shares,
            List<Transfer> transfers) {
        var creatorOf = new HashMap<UUID, UUID>();
        entrants.forEach(entrant -> creatorOf.put(entrant.receipt(), entrant.creator()));
        var paid = shares.stream().filter(share -> share.micros() > 0).toList();
        var shareOf = new HashMap<UUID, UUID>();
        for (var from = 0; from < paid.size(); from += CREATORS_A_TRANSFER) {
            var part = paid.subList(from, Math.min(paid.size(), from + CREATORS_A_TRANSFER));
            var legs = new ArrayList<Leg>(part.size() + 1);
            legs.add(new Leg(
                    account, -part.stream().mapToLong(Receipt.Share::micros).sum()));
            for (var share : part) {
                var creator = Objects.requireNonNull(creatorOf.get(share.receipt()));
                legs.add(new Leg(new Account(AccountKind.CREATOR_ESTIMATED, creator, pool.currency()), share.micros()));
            }
            var transfer = transfer(pool, "rewards.share", String.valueOf(from), legs);
            transfers.add(transfer);
            part.forEach(share -> shareOf.put(share.receipt(), transfer.id()));
        }
        return shareOf;
    }

    /** @param amounts what becomes available, by creator */
    void mature(LocalDate day, String currency, Map<UUID, Long> amounts) {
        var creators = new TreeMap<>(amounts)
                .entrySet().stream().filter(each -> each.getValue() > 0).toList();
        var transfers = new ArrayList<Transfer>();
        for (var from = 0; from < creators.size(); from += MATURING_A_TRANSFER) {
            var legs = new ArrayList<Leg>();
            for (var each : creators.subList(from, Math.min(creators.size(), from + MATURING_A_TRANSFER))) {
                var amount = new Money(each.getValue(), currency);
                legs.add(Leg.debit(new Account(AccountKind.CREATOR_ESTIMATED, each.getKey(), currency), amount));
                legs.add(Leg.credit(new Account(AccountKind.CREATOR_AVAILABLE, each.getKey(), currency), amount));
            }
            var now = clock.instant();
            var name = "rewards.mature/" + day + "/" + currency + "/" + from;
            transfers.add(new Transfer(Ids.of(startOfToday(), name), "rewards.mature", cause(day), now, legs));
        }
        post(transfers);
    }

    private void post(List<Transfer> transfers) {
        for (var from = 0; from < transfers.size(); from += TRANSFERS_A_CALL) {
            ledger.postAll(transfers.subList(from, Math.min(transfers.size(), from + TRANSFERS_A_CALL)))
                    .forEach(PostingOutcome::orThrow);
        }
    }

    private Transfer transfer(Receipt.Pool pool, String kind, String part, List<Leg> legs) {
        var end = pool.day().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        var name = kind + "/" + pool.day() + "/" + pool.currency() + "/" + part;
        // A day whose month has been closed all the same is dated in the open one; its cause tells the day.
        return new Transfer(
                Ids.of(idTime(end), name), kind, cause(pool.day()), periods.dated(end.minusMillis(1)), legs);
    }

    /** The fact's own time, unless the ledger would find it too old: then the start of today. */
    private Instant idTime(Instant fact) {
        return fact.isBefore(clock.instant().minus(OLDEST_ID)) ? startOfToday() : fact;
    }

    private Instant startOfToday() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }

    private static Account unsettled(LocalDate day, String currency) {
        return Account.day(AccountKind.AD_REVENUE_UNSETTLED, day, currency);
    }

    static SubjectRef cause(LocalDate day) {
        return new SubjectRef("rewards_day", new UUID(0, day.toEpochDay()));
    }
}
