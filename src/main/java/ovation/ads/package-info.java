/**
 * Advertisers buy attention.
 *
 * <p><b>Owns</b> campaigns, ad groups, ads, the auction, budgets and leases, charges, the dashboard. <b>Promises</b> that
 * {@code spent + held <= budget} always, that nothing serves unreviewed, and that an impression or click is billed at most
 * once. <b>Never</b> overspends, also not by a cent, also not after a crash.
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
            "feed",
            "moderation"
        })
@NullMarked
package ovation.ads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
