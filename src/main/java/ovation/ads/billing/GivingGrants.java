package ovation.ads.billing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.ads.billing.Grants.Grant;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.identity.Businesses;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.ledger.Transfer;

/** Finance gives promotional credit; above a limit a second person decides. What is not spent in time is gone. */
@Service
class GivingGrants {

    private static final Logger log = LoggerFactory.getLogger(GivingGrants.class);
    private static final Duration LONGEST = Duration.ofDays(731);
    private static final long HIGHEST_MICROS = 1_000_000L * Money.MICROS;

    private final Grants grants;
    private final Businesses businesses;
    private final Ledger ledger;
    private final BillingSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    GivingGrants(
            Grants grants,
            Businesses businesses,
            Ledger ledger,
            BillingSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.grants = grants;
        this.businesses = businesses;
        this.ledger = ledger;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param business by id @param reason 5 to 300 characters, shown to the business */
    record NewGrant(
            @Nullable UUID business,
            @Nullable Money amount,
            @Nullable Instant expiresAt,
            @Nullable String reason) {}

    Grant give(Viewer viewer, NewGrant asked) {
        var by = viewer.as(Role.FINANCE, Role.ADMIN);
        var now = clock.instant();
        var wrong = new HashMap<String, String>();
        var business = asked.business() == null
                ? null
                : businesses.find(asked.business()).orElse(null);
        if (business == null || business.kind() != Businesses.Kind.ADVERTISER) {
            wrong.put("business", "no_such_business");
        }
        var amount = asked.amount();
        if (amount == null || amount.micros() <= 0) {
            wrong.put("amount", amount == null ? "required" : "too_small");
        } else if (business != null && !amount.currency().equals(business.currency())) {
            wrong.put("amount", "other_currency");
        } else if (amount.micros() > HIGHEST_MICROS) {
            wrong.put("amount", "too_large");
        }
        var ends = asked.expiresAt();
        if (ends == null || !ends.isAfter(now) || ends.isAfter(now.plus(LONGEST))) {
            wrong.put("expiresAt", ends == null ? "required" : "out_of_range");
        }
        var reason = asked.reason() == null ? "" : asked.reason().strip();
        if (reason.length() < 5 || reason.length() > 300 || reason.chars().anyMatch(Character::isISOControl)) {
            wrong.put("reason", "grant_reason");
        }
        if (!wrong.isEmpty() || business == null || amount == null || ends == null) {
            throw Refused.fields(wrong);
        }
        var two = amount.micros() > settings.grantLimitMicros();
        var none = Money.zero(amount.currency());
        var grant = new Grant(
                Ids.next(clock),
                business.id(),
                amount,
                two ? none : amount,
                none,
                reason,
                two ? "proposed" : "active",
                two,
                by,
                now,
                two ? null : by,
                ends);
        transaction.executeWithoutResult(_ -> {
            grants.insert(grant);
            if (!two) {
                post(grant, now);
            }
        });
        return grant;
    }

    Grant approve(Viewer viewer, UUID id) {
        var by = viewer.as(Role.FINANCE, Role.ADMIN);
        return decide(id, by, true);
    }

    Grant reject(Viewer viewer, UUID id) {
        return decide(id, viewer.as(Role.FINANCE, Role.ADMIN), false);
    }

    private Grant decide(UUID id, UUID by, boolean approved) {
        return transaction.execute(_ -> {
            var grant = grants.lock(id).orElseThrow(Refused::notFound);
            var target = approved ? "active" : "rejected";
            if (grant.state().equals(target) && by.equals(grant.decidedBy())) {
                return grant;
            }
            if (!grant.state().equals("proposed")) {
                throw Refused.because(BillingProblem.GRANT_DECIDED);
            }
            if (grant.givenBy().equals(by)) {
                throw Refused.because(BillingProblem.GRANT_NEEDS_ANOTHER_PERSON);
            }
            var now = clock.instant();
            if (approved && !grant.expiresAt().isAfter(now)) {
                throw Refused.because(BillingProblem.GRANT_DECIDED);
            }
            grants.decide(id, target, by, approved ? grant.amount().micros() : 0, now);
            if (approved) {
                post(grant, now);
            }
            return grants.find(id).orElseThrow();
        });
    }

    private void post(Grant grant, Instant now) {
        ledger.post(Transfer.between(
                        Ids.of(now, "ads.grant/" + grant.id()),
                        "ads.grant",
                        new SubjectRef("ad_grant", grant.id()),
                        now,
                        Account.platform(
                                AccountKind.AD_GRANT_ISSUED, grant.amount().currency()),
                        account(grant),
                        grant.amount()))
                .orThrow();
    }

    static Account account(Grant grant) {
        return new Account(
                AccountKind.ADVERTISER_GRANT, grant.business(), grant.amount().currency());
    }

    @Scheduled(fixedDelay = 30_000)
    void expireEnded() {
        for (var id : grants.ended(clock.instant())) {
            try {
                transaction.executeWithoutResult(_ -> expire(id));
            } catch (RuntimeException later) {
                log.warn("Grant {} could not expire now", id, later);
            }
        }
    }

    private void expire(UUID id) {
        var grant = grants.lock(id).filter(it -> it.state().equals("active")).orElse(null);
        if (grant == null) {
            return;
        }
        grants.expire(id);
        if (grant.left().isPositive()) {
            var now = clock.instant();
            ledger.post(Transfer.between(
                            Ids.of(now, "ads.grant_expire/" + id),
                            "ads.grant_expire",
                            new SubjectRef("ad_grant", id),
                            now,
                            account(grant),
                            Account.platform(
                                    AccountKind.AD_GRANT_ISSUED, grant.amount().currency()),
                            grant.left()))
                    .orThrow();
        }
    }

    List<Grant> of(UUID business) {
        return grants.of(business);
    }
}
