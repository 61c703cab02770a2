package ovation.thanks;

import java.util.UUID;
import ovation.wallet.SpendOutcome;

/** Thanks without a page, by all the rules of the page: for the demo's history. */
public interface Thanks {

    /**
     * @param coins one of the offered amounts: 10, 50 or 200
     * @param key the same key thanks once
     * @throws ovation.base.Refused as the page does
     */
    SpendOutcome thank(UUID person, UUID video, long coins, String key);
}
