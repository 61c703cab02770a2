package ovation.wallet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.CommonProblem;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.identity.Viewer;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;
import ovation.wallet.SpendOutcome.Frozen;
import ovation.wallet.SpendOutcome.NotEnough;
import ovation.wallet.SpendOutcome.OverLimit;
import ovation.wallet.SpendOutcome.Spent;
import ovation.wallet.Spends.Funded;

/** The wallet for the floors above. */
@Service
class SpendingCoins implements Wallet {

    private static final long MOST_COINS = 1_000_000;
    private static final Duration DAY = Duration.ofHours(24);

    private final Lots lots;
    private final Spends spends;
    private final Packs packs;
    private final Postings postings;
    private final WalletSettings settings;
    private final Clock clock;

    SpendingCoins(Lots lots, Spends spends, Packs packs, Postings postings, WalletSettings settings, Clock clock) {
        this.lots = lots;
        this.spends = spends;
        this.packs = packs;
        this.postings = postings;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Holding holding(UUID person) {
        var now = clock.instant();
        var left = lots.left(person);
        var usable = left.stream().filter(lot -> usable(lot, now)).toList();
        var disputed = left.stream().filter(lot -> lot.frozenBy() != null).toList();
        var bonus = usable.stream().filter(Lot::bonus).toList();
        var paid = usable.stream()
                .filter(lot -> !lot.bonus())
                .collect(Collectors.groupingBy(
                        Lot::currency, TreeMap::new, Collectors.summingLong(lot -> lot.front(lot.left())
                                .price())));
        return new Holding(
                new Coins(Funding.left(usable)),
                new Coins(Funding.left(bonus)),
                new Coins(Funding.left(disputed)),
                lots.frozen(person),
                paid.entrySet().stream()
                        .map(each -> new Money(each.getValue(), each.getKey()))
                        .toList());
    }

    @Override
    @Transactional
    public SpendOutcome spend(SpendRequest request) {
        check(request);
        var now = clock.instant();
        if (!lots.lock(request.person())) {
            return new NotEnough(new Coins(0));
        }
        var known = spends.find(request.id());
        if (known.isPresent()) {
            if (!known.get().equals(request)) {
                throw Refused.because(CommonProblem.ID_REUSED);
            }
            return new Spent(request.id(), request.coins(), spends.paid(request.id()), true);
        }
        if (lots.frozen(request.person())) {
            return new Frozen();
        }
        var allowed = settings.spendPerDay() - spends.since(request.person(), now.minus(DAY));
        if (request.coins().number() > allowed) {
            return new OverLimit(new Coins(Math.max(0, allowed)));
        }
        var usable = lots.usable(request.person(), now);
        var parts = Funding.of(usable, request.coins().number());
        if (parts.isEmpty()) {
            return new NotEnough(new Coins(Funding.left(usable)));
        }
        spend(request, parts.get(), now);
        return new Spent(request.id(), request.coins(), spends.paid(request.id()), false);
    }

    @Override
    public boolean spent(UUID spend) {
        return spends.find(spend).isPresent();
    }

    private void spend(SpendRequest request, List<Lot.Part> parts, Instant now) {
        var funded = parts.stream().map(part -> funded(request, part)).toList();
        var earns = funded.stream().anyMatch(each -> each.share() + each.promotion() > 0);
        lots.spend(parts);
        spends.add(request, funded, now, earns ? now.plus(settings.hold()) : null);
        var moves = new ArrayList<Postings.Move>();
        moves.add(new Postings.Move(
                "coins.spend",
                new Legs(Money.COIN)
                        .debit(
                                AccountKind.COIN_WALLET,
                                request.person(),
                                request.coins().number())
                        .credit(AccountKind.COIN_SPENT, request.coins().number())
                        .legs()));
        funded.stream()
                .collect(Collectors.groupingBy(each -> each.part().lot().currency(), TreeMap::new, Collectors.toList()))
                .forEach((currency, its) -> moves.add(money(request, currency, its)));
        postings.post(new SubjectRef("coin_spend", request.id()), request.person(), now, moves);
    }

    private Funded funded(SpendRequest request, Lot.Part part) {
        var beneficiary = request.beneficiary();
        if (beneficiary == null) {
            return new Funded(part, 0, 0);
        }
        var currency = part.lot().currency();
        var perMillion = beneficiary.sharePerMillion();
        var share = new Money(part.revenue(), currency).share(perMillion).micros();
        var promotion = settings.payForBonus()
                ? new Money(part.worth(), currency).share(perMillion).micros()
                : 0;
        return new Funded(part, share, promotion);
    }

    /** Revenue is booked gross; the creator's share beside it as a cost, so that net is the difference of two accounts. */
    private static Postings.Move money(SpendRequest request, String currency, List<Funded> its) {
        var legs = new Legs(currency);
        for (var each : its) {
            var part = each.part();
            legs.debit(AccountKind.COIN_DEFERRED_REVENUE, part.deferred())
                    .credit(AccountKind.COIN_REVENUE, part.revenue())
                    .credit(AccountKind.SALES_TAX_PAYABLE, part.taxDue());
            var beneficiary = request.beneficiary();
            if (beneficiary != null) {
                legs.debit(AccountKind.CREATOR_SHARE_COST, each.share())
                        .debit(AccountKind.PROMOTION_COST, each.promotion())
                        .credit(AccountKind.CREATOR_ESTIMATED, beneficiary.creator(), each.share() + each.promotion());
            }
        }
        return new Postings.Move("coins.spend", legs.legs());
    }

    @Override
    public Optional<Money> price(Viewer viewer, Coins coins) {
        return packs.offered(viewer.region(), "web", clock.instant()).stream()
                .findFirst()
                .map(pack -> Pack.payable(new Money(
                        Math.ceilDiv(Math.multiplyExact(pack.price().micros(), coins.number()), pack.coins()),
                        pack.price().currency())));
    }

    static boolean usable(Lot lot, Instant now) {
        return lot.frozenBy() == null
                && (lot.expiresAt() == null || lot.expiresAt().isAfter(now));
    }

    private static void check(SpendRequest request) {
        var coins = request.coins().number();
        if (coins < 1 || coins > MOST_COINS) {
            throw new IllegalArgumentException("A spend is of 1 to " + MOST_COINS + " coins");
        }
        if (!Ids.isTimeOrdered(request.id())) {
            throw new IllegalArgumentException("The id of a spend is a UUIDv7");
        }
        var beneficiary = request.beneficiary();
        if (beneficiary != null && beneficiary.creator().equals(request.person())) {
            throw new IllegalArgumentException("Nobody spends coins on himself");
        }
        if (beneficiary != null && (beneficiary.sharePerMillion() < 0 || beneficiary.sharePerMillion() > 1_000_000)) {
            throw new IllegalArgumentException("A share is a part of a million");
        }
    }
}
