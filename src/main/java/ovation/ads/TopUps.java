package ovation.ads;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.identity.Businesses.Business;
import ovation.identity.Viewer;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.payments.ChargeOutcome;
import ovation.payments.Payments;
import ovation.payments.Payments.ChargeRequest;

/** Money in for a business, and where it stands. */
@Service
class TopUps {

    static final java.util.List<String> METHODS = java.util.List.of("page", "sandbox_approve", "sandbox_decline");
    private static final long LOWEST_MICROS = 5 * Money.MICROS;

    private final Access access;
    private final Payments payments;
    private final Ledger ledger;
    private final LeaseKeeper leases;
    private final JdbcClient jdbc;
    private final Clock clock;

    TopUps(Access access, Payments payments, Ledger ledger, LeaseKeeper leases, JdbcClient jdbc, Clock clock) {
        this.access = access;
        this.payments = payments;
        this.ledger = ledger;
        this.leases = leases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param method {@code page} for the provider's page; the sandbox also knows approve and decline at once */
    record TopUp(@Nullable Money amount, @Nullable String method) {}

    /** In no transaction: the provider is called. @param key the caller's idempotency key */
    ChargeOutcome topUp(Viewer viewer, UUID businessId, String key, TopUp form) {
        var business = access.toPay(viewer, businessId);
        var inputs = new Inputs();
        var micros = inputs.money("amount", form.amount(), business.currency(), LOWEST_MICROS);
        var method = inputs.oneOf("method", form.method(), METHODS);
        inputs.check();
        var name = "topup/" + businessId + "/" + viewer.id() + "/" + key;
        var today = Days.of(clock.instant());
        // The id follows from the key and the day, so a request repeated after a crash, also past midnight, charges
        // once.
        var known = payments.find(Ids.of(Days.startOf(today.minusDays(1)), name));
        var outcome = known.orElseGet(() -> payments.charge(new ChargeRequest(
                Ids.of(Days.startOf(today), name),
                viewer.person(),
                "advertiser.topup",
                new SubjectRef("business", businessId),
                List.of(new Leg(Leases.prepaid(businessId, business.currency()), micros)),
                new Money(micros, business.currency()),
                method,
                "/desk/ads/" + businessId)));
        leases.wake(businessId);
        return outcome;
    }

    /**
     * @param prepaid free to be spent
     * @param reserved held by nodes that serve now
     * @param spent charged so far, and paid as prizes of challenges
     * @param promotional promotional credit that can be spent: before cash, and never paid back
     */
    record BalanceView(Money prepaid, Money reserved, Money spent, Money promotional) {}

    BalanceView balance(Business business) {
        var currency = business.currency();
        var balances = ledger.balances(List.of(
                Leases.prepaid(business.id(), currency),
                Leases.reserved(business.id(), currency),
                Leases.grant(business.id(), currency)));
        return new BalanceView(
                balances.get(0).available(),
                balances.get(1).posted(),
                new Money(spent(business.id()), currency),
                balances.get(2).available());
    }

    private long spent(UUID business) {
        // ads_stat_business, ads_topview_booking_business, ads_effect_booking_business, ads_promotion_business
        return jdbc.sql("""
                SELECT (SELECT coalesce(sum(spend_micros), 0) FROM ads_stat WHERE business = :business)::bigint
                     + (SELECT coalesce(sum(settled_micros), 0) FROM ads_topview_booking WHERE business = :business)::bigint
                     + (SELECT coalesce(sum(settled_micros), 0) FROM ads_effect_booking WHERE business = :business)::bigint
                     + (SELECT coalesce(sum(place_settled + boost_settled + prize_settled), 0) FROM ads_promotion
                        WHERE business = :business)::bigint
                """).param("business", business).query(Long.class).single();
    }
}
