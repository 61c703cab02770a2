package ovation.ads.billing;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Credits;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.ledger.Transfer;

/** Writes the credit and its posting; both or none, once for an id. */
@Service
class GivingCredits implements Credits {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Clock clock;

    GivingCredits(JdbcClient jdbc, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRED)
    public void give(Credit credit, List<Leg> bearers) {
        var now = clock.instant();
        // primary key
        var fresh = jdbc.sql("""
                INSERT INTO ads_credit (id, business, campaign, kind, reason, currency, amount_micros, given_at)
                VALUES (:id, :business, :campaign::uuid, :kind, :reason, :currency, :amount, :now)
                ON CONFLICT (id) DO NOTHING
                """)
                .param("id", credit.id())
                .param("business", credit.business())
                .param("campaign", credit.campaign() == null ? null : String.valueOf(credit.campaign()))
                .param("kind", credit.kind().name().toLowerCase(Locale.ROOT))
                .param("reason", credit.reason())
                .param("currency", credit.amount().currency())
                .param("amount", credit.amount().micros())
                .param("now", Timestamp.from(now))
                .update();
        if (fresh == 0) {
            requireSame(credit);
            return;
        }
        var currency = credit.amount().currency();
        var legs = new ArrayList<>(bearers);
        var rest = credit.amount().micros()
                + bearers.stream().mapToLong(Leg::micros).sum();
        if (rest < 0) {
            throw new IllegalArgumentException("More is borne than is credited: " + credit.id());
        }
        if (rest > 0) {
            legs.add(Leg.debit(Account.platform(AccountKind.AD_CREDIT_COST, currency), new Money(rest, currency)));
        }
        legs.add(Leg.credit(new Account(AccountKind.ADVERTISER_PREPAID, credit.business(), currency), credit.amount()));
        ledger.post(new Transfer(credit.id(), "ads.credit", new SubjectRef("ad_credit", credit.id()), now, legs))
                .orThrow();
    }

    private void requireSame(Credit credit) {
        // primary key
        var same = jdbc.sql("""
                SELECT business = :business AND currency = :currency AND amount_micros = :amount FROM ads_credit WHERE id = :id
                """)
                .param("business", credit.business())
                .param("currency", credit.amount().currency())
                .param("amount", credit.amount().micros())
                .param("id", credit.id())
                .query(Boolean.class)
                .single();
        if (!same) {
            throw new IllegalStateException("The id " + credit.id() + " was used for another credit");
        }
    }
}
