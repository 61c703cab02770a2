package ovation.wallet;

import java.util.UUID;
import ovation.payments.ChargeOutcome;

/** Sells coins without a page, by all the rules of the page: for the demo's history. */
public interface CoinSales {

    /**
     * In no transaction: the provider is called. The person consents, where the law asks for it.
     *
     * @param size of the packs in the person's region, counted from the smallest, which is 0
     * @param method as {@link ovation.payments.Payments.ChargeRequest} knows it
     * @param key the same key buys once
     * @throws ovation.base.Refused as the page does
     */
    ChargeOutcome sell(UUID person, int size, String method, String key);

    /** Makes creators' shares available that have been estimated long enough; it happens by itself every five minutes. */
    void mature();
}
