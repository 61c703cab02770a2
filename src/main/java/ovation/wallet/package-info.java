/**
 * Coins: what viewers buy, hold and spend.
 *
 * <p><b>Owns</b> coin packs, coin lots, buying, spending, refunds and the wallet's pages. <b>Promises</b> that every coin knows
 * what was paid for it, that wallets, lots and books agree, and that coins are neither transferable nor cashable.
 * <b>Never</b> lets a wallet fall below zero, and never calls a provider itself.
 */
@ApplicationModule(allowedDependencies = {"base", "ledger", "attention", "identity", "payments", "media", "partners"})
@NullMarked
package ovation.wallet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
