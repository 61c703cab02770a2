package ovation.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.base.SubjectRef;
import ovation.identity.People;
import ovation.identity.Viewer;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.BooksCheck;
import ovation.ledger.Ledger;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.ledger.PostingOutcome;
import ovation.ledger.Transfer;
import ovation.payments.ChargeOutcome;
import ovation.support.Browser;
import ovation.wallet.BuyingCoins.Buy;
import ovation.wallet.Wallet.Beneficiary;
import ovation.wallet.Wallet.SpendRequest;

/** People who buy and spend coins, and a provider whose word is given by the test. */
abstract class CoinWorld {

    @Autowired
    People people;

    @Autowired
    Packs packs;

    @Autowired
    BuyingCoins buying;

    @Autowired
    RefundingCoins refunding;

    @Autowired
    Refunds refunds;

    @Autowired
    Purchases purchases;

    @Autowired
    Lots lots;

    @Autowired
    Wallet wallet;

    @Autowired
    FollowingCharges follower;

    @Autowired
    MaturingShares maturing;

    @Autowired
    ExpiringCoins expiring;

    @Autowired
    Ledger ledger;

    @Autowired
    LedgerChecker checker;

    @Autowired
    List<BooksCheck> checks;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    Viewer aPersonIn(String region) {
        return aPerson(region, LocalDate.of(1990, 5, 1));
    }

    Viewer aPerson(String region, LocalDate born) {
        var handle = Browser.freshHandle();
        return people.viewerOf(people.signUp(
                new People.SignUp(handle, "Somebody", handle + "@example.com", "a quiet evening", born, region, "en")));
    }

    Pack pack(String region, int slot) {
        return packs.offered(region, "web", clock.instant()).stream()
                .filter(pack -> pack.slot() == slot)
                .findFirst()
                .orElseThrow();
    }

    /** Bought and paid at once. */
    Purchase buys(Viewer viewer, int slot) {
        var outcome = buying.buy(
                viewer,
                Ids.next(clock).toString(),
                new Buy(pack(viewer.region(), slot).id(), "sandbox_approve", true));
        assertThat(outcome).isInstanceOf(ChargeOutcome.Succeeded.class);
        var purchase = purchases.find(outcome.charge()).orElseThrow();
        paid(purchase);
        return purchases.find(purchase.id()).orElseThrow();
    }

    /** The provider says so, maybe again. */
    void paid(Purchase purchase) {
        transaction.executeWithoutResult(status -> follower.succeeded(BuyingCoins.charge(purchase)));
    }

    SpendOutcome spends(Viewer viewer, long coins, @Nullable Viewer creator) {
        return wallet.spend(aSpend(viewer, coins, creator));
    }

    SpendRequest aSpend(Viewer viewer, long coins, @Nullable Viewer creator) {
        return new SpendRequest(
                Ids.next(clock),
                viewer.id(),
                new Coins(coins),
                "thanks",
                SubjectRef.video(Ids.next(clock)),
                creator == null ? null : new Beneficiary(creator.id(), 500_000));
    }

    /** The bank takes the whole price back. */
    UUID disputes(Purchase purchase) {
        return disputes(purchase, purchase.price());
    }

    /** As payments tells it; its own postings come with the loss, so that its clearing ties out at every moment. */
    UUID disputes(Purchase purchase, Money amount) {
        var dispute = Ids.next(clock);
        transaction.executeWithoutResult(status -> follower.disputed(BuyingCoins.charge(purchase), dispute, amount));
        return dispute;
    }

    void loses(Purchase purchase, UUID dispute, Money amount) {
        transaction.executeWithoutResult(status -> {
            move("test.dispute", AccountKind.DISPUTE_CLEARING, AccountKind.BANK, amount);
            follower.disputeLost(BuyingCoins.charge(purchase), dispute, amount);
        });
    }

    void hearsAgain(Purchase purchase, UUID dispute, Money amount) {
        transaction.executeWithoutResult(status -> follower.disputeLost(BuyingCoins.charge(purchase), dispute, amount));
    }

    void wins(Purchase purchase, UUID dispute, Money amount) {
        transaction.executeWithoutResult(status -> follower.disputeWon(BuyingCoins.charge(purchase), dispute, amount));
    }

    void move(String kind, AccountKind from, AccountKind to, Money amount) {
        assertThat(ledger.post(new Transfer(
                        Ids.next(clock),
                        kind,
                        new SubjectRef("test", Ids.next(clock)),
                        clock.instant(),
                        List.of(
                                Leg.debit(Account.platform(from, amount.currency()), amount),
                                Leg.credit(Account.platform(to, amount.currency()), amount)))))
                .isInstanceOf(PostingOutcome.Posted.class);
    }

    long coins(Viewer viewer) {
        return ledger.balance(new Account(AccountKind.COIN_WALLET, viewer.id(), Money.COIN))
                .posted()
                .micros();
    }

    Money of(AccountKind kind, Viewer viewer, String currency) {
        return ledger.balance(new Account(kind, viewer.id(), currency)).posted();
    }

    Money platform(AccountKind kind, String currency) {
        return ledger.balance(Account.platform(kind, currency)).posted();
    }

    void theBooksBalance() {
        assertThat(checker.check().breaks()).isEmpty();
        transaction.executeWithoutResult(status -> assertThat(checks.stream().flatMap(check -> check.check().stream()))
                .isEmpty());
    }
}
