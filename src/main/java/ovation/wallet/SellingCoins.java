package ovation.wallet;

import java.util.UUID;
import org.springframework.stereotype.Service;
import ovation.base.Refused;
import ovation.identity.People;
import ovation.payments.ChargeOutcome;
import ovation.wallet.BuyingCoins.Buy;

@Service
class SellingCoins implements CoinSales {

    private final LookingAtCoins looking;
    private final BuyingCoins buying;
    private final MaturingShares maturing;
    private final People people;

    SellingCoins(LookingAtCoins looking, BuyingCoins buying, MaturingShares maturing, People people) {
        this.looking = looking;
        this.buying = buying;
        this.maturing = maturing;
        this.people = people;
    }

    @Override
    public ChargeOutcome sell(UUID person, int size, String method, String key) {
        var viewer = people.viewerOf(person);
        var packs = looking.packs(viewer, "web");
        if (packs.isEmpty()) {
            throw Refused.because(WalletProblem.COINS_NOT_SOLD_HERE);
        }
        var pack = packs.get(Math.clamp(size, 0, packs.size() - 1));
        return buying.buy(viewer, key, new Buy(pack.id(), method, true));
    }

    @Override
    public void mature() {
        maturing.mature();
    }
}
