/**
 * The creators' share of ad revenue.
 *
 * <p><b>Owns</b> daily pools, the split by qualified views, receipts, the earnings page. <b>Promises</b> that shares sum to
 * the pool exactly and that anyone can recompute a receipt. <b>Never</b> asks ads: it reads the pool from the ledger.
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
package ovation.rewards;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
