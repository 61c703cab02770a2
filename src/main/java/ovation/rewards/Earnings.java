package ovation.rewards;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import ovation.attention.QualifiedViews;
import ovation.attention.QualifiedViews.DayOfViews;
import ovation.base.Refused;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** What a creator has earned, each amount with the receipt that explains it. */
@Service
class Earnings {

    /** Why a view does not count, in the order in which the attention book asks. */
    static final List<String> EXCLUSIONS =
            List.of("marked", "paid", "own", "visitor", "not_for_you", "too_short", "repeat");

    private static final long MAX_DAYS = 366;

    /** The views of a day that still runs: counted for all creators at once, so at most twice a minute. */
    private final Cache<LocalDate, Map<UUID, List<DayOfViews>>> running = Caffeine.newBuilder()
            .maximumSize(4)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    private final EarningRows rows;
    private final QualifiedViews views;
    private final Ledger ledger;
    private final RewardsSettings settings;
    private final Clock clock;

    Earnings(EarningRows rows, QualifiedViews views, Ledger ledger, RewardsSettings settings, Clock clock) {
        this.rows = rows;
        this.views = views;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param estimated still in its hold. @param available can be paid out. @param owed after a clawback */
    record Balances(Money estimated, Money available, Money owed) {}

    /** @param state {@code estimated} or {@code available} */
    record Day(
            LocalDate day,
            Money amount,
            String state,
            java.time.Instant availableFrom,
            long qualifiedViews,
            Map<String, Long> excludedViews,
            UUID receipt) {

        public LocalDate availableOn() {
            return LocalDate.ofInstant(availableFrom, ZoneOffset.UTC);
        }
    }

    record Video(UUID video, Money amount, long qualifiedViews, Map<String, Long> excludedViews) {}

    /** A day that is not closed yet: what has been watched so far. */
    record OpenDay(LocalDate day, long qualifiedViews, Map<String, Long> excludedViews) {}

    record View(
            LocalDate from,
            LocalDate to,
            List<Balances> balances,
            List<OpenDay> open,
            List<Day> days,
            List<Video> videos) {}

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    View of(UUID creator, LocalDate from, LocalDate to) {
        checkRange(from, to);
        return new View(
                from,
                to,
                balances(creator),
                open(creator),
                rows.days(creator, from, to),
                byVideo(rows.lines(creator, from, to)));
    }

    List<EarningRows.VideoDay> lines(UUID creator, LocalDate from, LocalDate to) {
        checkRange(from, to);
        return rows.lines(creator, from, to);
    }

    private static void checkRange(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw Refused.field("to", "ends_before_it_begins");
        }
        if (from.plusDays(MAX_DAYS).isBefore(to)) {
            throw Refused.field("from", "range_too_long");
        }
    }

    /** In each currency that has any; in the installation's own if there is none yet. */
    private List<Balances> balances(UUID creator) {
        var found = new ArrayList<Balances>();
        for (var currency : ledger.currencies()) {
            var accounts = ledger.balances(List.of(
                    new Account(AccountKind.CREATOR_ESTIMATED, creator, currency),
                    new Account(AccountKind.CREATOR_AVAILABLE, creator, currency),
                    new Account(AccountKind.CREATOR_OWES, creator, currency)));
            var balances = new Balances(
                    accounts.getFirst().posted(),
                    accounts.get(1).available(),
                    accounts.getLast().posted());
            if (!balances.estimated().isZero()
                    || !balances.available().isZero()
                    || !balances.owed().isZero()) {
                found.add(balances);
            }
        }
        if (found.isEmpty()) {
            var none = Money.zero(settings.currency());
            found.add(new Balances(none, none, none));
        }
        return found;
    }

    /** Today, and yesterday while it is not closed. */
    private List<OpenDay> open(UUID creator) {
        var open = new ArrayList<OpenDay>();
        for (var day : List.of(today(), today().minusDays(1))) {
            if (day.equals(today()) || !rows.closed(day)) {
                var own = running.get(
                                day, each -> views.day(each).stream().collect(Collectors.groupingBy(DayOfViews::owner)))
                        .getOrDefault(creator, List.of());
                var excluded = new TreeMap<String, Long>();
                own.forEach(view -> add(excluded, view.excludedByReason()));
                open.add(new OpenDay(
                        day, own.stream().mapToLong(DayOfViews::qualified).sum(), excluded));
            }
        }
        return open;
    }

    private static List<Video> byVideo(List<EarningRows.VideoDay> lines) {
        record Key(UUID video, String currency) {}
        var byVideo = new LinkedHashMap<Key, Video>();
        for (var line : lines) {
            var one = new Video(line.video(), line.amount(), line.qualifiedViews(), line.excludedViews());
            byVideo.merge(new Key(line.video(), line.amount().currency()), one, Earnings::sum);
        }
        return byVideo.values().stream()
                .sorted(Comparator.comparing((Video video) -> video.amount().currency())
                        .thenComparingLong(video -> -video.amount().micros())
                        .thenComparing(Video::video))
                .toList();
    }

    private static Video sum(Video one, Video other) {
        var excluded = new TreeMap<>(one.excludedViews());
        add(excluded, other.excludedViews());
        return new Video(
                one.video(),
                one.amount().plus(other.amount()),
                one.qualifiedViews() + other.qualifiedViews(),
                excluded);
    }

    static void add(Map<String, Long> sums, Map<String, Long> more) {
        more.forEach((reason, number) -> sums.merge(reason, number, Long::sum));
    }
}
