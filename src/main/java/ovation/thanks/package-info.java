/**
 * Thanking a creator with coins.
 *
 * <p><b>Owns</b> the gift on a video: three amounts, and who may give whom. <b>Promises</b> that both are adults, that nobody
 * thanks himself, and that the price in money stands beside the coins. <b>Never</b> keeps coins or money: the wallet does.
 */
@ApplicationModule(
        allowedDependencies = {
            "base",
            "ledger",
            "attention",
            "identity",
            "payments",
            "media",
            "partners",
            "videos",
            "wallet"
        })
@NullMarked
package ovation.thanks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
