package ovation.wallet;

import java.time.LocalDate;
import java.util.List;
import ovation.ledger.Money;

/** For finance: what was paid for and is not used, by the day it was issued. Some states ask issuers to secure it. */
public interface UnusedCoins {

    /**
     * @param issuedOn by UTC
     * @param region where they were bought
     * @param paid what was paid for the coins that are left, tax included
     * @param deferred of it, what stands in COIN_DEFERRED_REVENUE
     */
    record Line(LocalDate issuedOn, String region, Coins coins, Money paid, Money deferred) {}

    /** As the books stood at the end of a day, by UTC; oldest issue first. */
    List<Line> asOf(LocalDate day);
}
