package ovation.ads;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.ledger.PostingOutcome;
import ovation.ledger.Transfer;

/**
 * Slices of budgets for nodes: opened, cut back, closed. Each step moves budget, lease and ledger in one transaction, in
 * this order of locks: lease, budgets by owner, ledger.
 */
@Service
class Leases {

    private final JdbcClient jdbc;
    private final Budgets budgets;
    private final PromotionalCredit promotions;
    private final Ledger ledger;
    private final AdsSettings settings;
    private final Clock clock;

    Leases(
            JdbcClient jdbc,
            Budgets budgets,
            PromotionalCredit promotions,
            Ledger ledger,
            AdsSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.budgets = budgets;
        this.promotions = promotions;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param lease empty if budget or balance cannot even pay one price */
    record Opening(Optional<Lease> lease, LineAccount.Known budget) {}

    @Transactional
    Opening open(Line line, long wish) {
        var now = clock.instant();
        var period = line.period(now);
        budgets.ensure(line.adGroup(), period, line.budgetMicros());
        if (line.campaignCap() != null) {
            budgets.ensure(line.campaign(), Budgets.LIFETIME, line.campaignCap());
        }
        var locked = budgets.lock(line.adGroup(), period, line.campaign());
        var room = locked.stream().mapToLong(Budgets.Budget::room).min().orElse(0);
        var balance = ledger.balance(prepaid(line.business(), line.currency()))
                .available()
                .micros();
        var wanted = Math.min(wish, room);
        var part = wanted < line.highestPrice()
                ? Optional.<PromotionalCredit.Part>empty()
                : promotions.take(line.business(), line.currency(), wanted, now);
        var granted = part.map(PromotionalCredit.Part::micros).orElse(0L);
        var cash = Math.min(wanted - granted, balance);
        var amount = granted + cash;
        var own = locked.stream()
                .filter(budget -> budget.owner().equals(line.adGroup()))
                .findFirst()
                .orElseThrow();
        if (amount < line.highestPrice()) {
            if (part.isPresent()) {
                TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            }
            return new Opening(Optional.empty(), known(own, 0));
        }
        budgets.move(locked.stream()
                .map(budget -> new Budgets.Move(budget.owner(), budget.period(), amount, 0))
                .toList());
        var id = Ids.next(clock);
        var until = earlier(servesUntil(now), line.timetable().endOfDay(now));
        insert(id, line, period, amount, part.orElse(null), now, until);
        if (ledger.post(reserve(line, id, now, cash, granted)) instanceof PostingOutcome.Rejected) {
            // Another slice was faster than the balance we read.
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return new Opening(Optional.empty(), known(own, 0));
        }
        return new Opening(Optional.of(new Lease(id, period, amount, until)), known(own, amount));
    }

    /** Idle leases live on without any money moving. */
    @Transactional
    Instant extend(Collection<UUID> leases) {
        var until = servesUntil(clock.instant());
        // primary key
        jdbc.sql("""
                UPDATE ads_lease SET expires_at = expires_at + (:until - serves_until), serves_until = :until
                WHERE id = ANY (:ids) AND closed_at IS NULL
                """)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("ids", leases.toArray(UUID[]::new))
                .update();
        return until;
    }

    /** Gives back at once what a lease has not promised; what it has, waits for its tokens. */
    @Transactional
    void cutBack(UUID lease, long committed) {
        lock(lease).ifPresent(row -> {
            var keep = Math.max(committed, row.settled());
            var free = row.amount() - keep;
            if (free > 0) {
                // primary key
                jdbc.sql("""
                        UPDATE ads_lease SET amount_micros = :keep, grant_micros = least(grant_micros, :keep) WHERE id = :id
                        """).param("keep", keep).param("id", lease).update();
                giveBack(row, free, "cut/" + lease);
            }
        });
    }

    /** Leases whose tokens have all expired. */
    List<UUID> expired() {
        // ads_lease_open
        return jdbc.sql("""
                SELECT id FROM ads_lease WHERE closed_at IS NULL AND expires_at < :now ORDER BY expires_at LIMIT 500
                """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Gives back what was not settled; from now on nothing more is. */
    @Transactional
    void close(UUID id) {
        var now = clock.instant();
        lock(id).filter(row -> row.expiresAt().isBefore(now)).ifPresent(row -> {
            // primary key
            jdbc.sql("UPDATE ads_lease SET closed_at = :now WHERE id = :id")
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("id", id)
                    .update();
            var unused = row.amount() - row.settled();
            if (unused > 0) {
                giveBack(row, unused, "close/" + id);
            }
        });
    }

    private void giveBack(Row row, long amount, String name) {
        var moves = new ArrayList<Budgets.Move>();
        moves.add(new Budgets.Move(row.adGroup(), row.period(), -amount, 0));
        if (row.campaignCapped()) {
            moves.add(new Budgets.Move(row.campaign(), Budgets.LIFETIME, -amount, 0));
        }
        budgets.lockAll(moves);
        budgets.move(moves);
        var now = clock.instant();
        var granted = row.grantWithin(row.amount()) - row.grantWithin(row.amount() - amount);
        ledger.post(new Transfer(
                        Ids.of(now, "ads.release/" + name),
                        "ads.release",
                        new SubjectRef("ad_group", row.adGroup()),
                        now,
                        Stream.concat(
                                        moved(
                                                reserved(row.business(), row.currency()),
                                                prepaid(row.business(), row.currency()),
                                                amount - granted),
                                        grantBack(row, granted, now))
                                .toList()))
                .orThrow();
    }

    /** Back to be spent again; of a grant that has ended meanwhile, back to who gave it. */
    private Stream<Leg> grantBack(Row row, long granted, Instant now) {
        if (granted == 0 || row.grant() == null) {
            return Stream.empty();
        }
        var good = promotions.giveBack(row.grant(), granted, now);
        return moved(
                grantReserved(row.business(), row.currency()),
                good
                        ? grant(row.business(), row.currency())
                        : Account.platform(AccountKind.AD_GRANT_ISSUED, row.currency()),
                granted);
    }

    private static Transfer reserve(Line line, UUID lease, Instant now, long cash, long granted) {
        var business = line.business();
        var currency = line.currency();
        return new Transfer(
                Ids.of(now, "ads.reserve/" + lease),
                "ads.reserve",
                new SubjectRef("ad_lease", lease),
                now,
                Stream.concat(
                                moved(prepaid(business, currency), reserved(business, currency), cash),
                                moved(grant(business, currency), grantReserved(business, currency), granted))
                        .toList());
    }

    private static Stream<Leg> moved(Account from, Account to, long micros) {
        return micros == 0
                ? Stream.empty()
                : Stream.of(
                        Leg.debit(from, new Money(micros, from.currency())),
                        Leg.credit(to, new Money(micros, to.currency())));
    }

    private record Row(
            UUID adGroup,
            UUID campaign,
            UUID business,
            String currency,
            String period,
            boolean campaignCapped,
            long amount,
            long settled,
            @Nullable UUID grant,
            long grantMicros,
            Instant expiresAt) {

        /** What of so much of the slice the grant pays: it is spent first. */
        long grantWithin(long micros) {
            return Math.min(grantMicros, micros);
        }
    }

    /** The row, locked, if the lease is open. */
    private Optional<Row> lock(UUID id) {
        // primary key
        return jdbc.sql("""
                SELECT ad_group, campaign, business, currency, period, campaign_capped, expires_at,
                       amount_micros AS amount, settled_micros AS settled, grant_id, grant_micros
                FROM ads_lease WHERE id = :id AND closed_at IS NULL FOR UPDATE
                """)
                .param("id", id)
                .query((row, number) -> new Row(
                        row.getObject("ad_group", UUID.class),
                        row.getObject("campaign", UUID.class),
                        row.getObject("business", UUID.class),
                        row.getString("currency"),
                        row.getString("period"),
                        row.getBoolean("campaign_capped"),
                        row.getLong("amount"),
                        row.getLong("settled"),
                        row.getObject("grant_id", UUID.class),
                        row.getLong("grant_micros"),
                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    private void insert(
            UUID id,
            Line line,
            String period,
            long amount,
            PromotionalCredit.@Nullable Part part,
            Instant now,
            Instant until) {
        var expires = until.plus(settings.valid(line.billing())).plus(settings.leaseGrace());
        jdbc.sql("""
                INSERT INTO ads_lease (id, ad_group, campaign, business, currency, period, campaign_capped, amount_micros,
                                       grant_id, grant_micros, opened_at, serves_until, expires_at)
                VALUES (:id, :adGroup, :campaign, :business, :currency, :period, :capped, :amount,
                        :grant::uuid, :granted, :now, :until, :expires)
                """)
                .param("id", id)
                .param("adGroup", line.adGroup())
                .param("campaign", line.campaign())
                .param("business", line.business())
                .param("currency", line.currency())
                .param("period", period)
                .param("capped", line.campaignCap() != null)
                .param("amount", amount)
                .param("grant", part == null ? null : part.grant().toString())
                .param("granted", part == null ? 0 : part.micros())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Never over midnight, so that what a lease pays for belongs to one day. */
    private Instant servesUntil(Instant now) {
        var until = now.plus(settings.leaseServes());
        var midnight = Days.endOf(now);
        return earlier(until, midnight);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isAfter(other) ? other : one;
    }

    private static LineAccount.Known known(Budgets.Budget budget, long more) {
        return new LineAccount.Known(budget.period(), budget.cap(), budget.spent() + budget.held() + more);
    }

    static Account prepaid(UUID business, String currency) {
        return new Account(AccountKind.ADVERTISER_PREPAID, business, currency);
    }

    static Account reserved(UUID business, String currency) {
        return new Account(AccountKind.ADVERTISER_RESERVED, business, currency);
    }

    static Account grant(UUID business, String currency) {
        return new Account(AccountKind.ADVERTISER_GRANT, business, currency);
    }

    static Account grantReserved(UUID business, String currency) {
        return new Account(AccountKind.ADVERTISER_GRANT_RESERVED, business, currency);
    }
}
