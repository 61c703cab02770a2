/**
 * A first evening with Ovation: clips, creators, advertisers, weeks of history.
 *
 * <p><b>Owns</b> the demo's data and its sign-ins. <b>Promises</b> to make all of it through the doors that people use, so
 * that the books of the demo balance like any other. <b>Never</b> runs unless {@code ovation.demo} is on.
 */
@ApplicationModule(
        allowedDependencies = {
            "base",
            "postgres",
            "ledger",
            "attention",
            "identity",
            "payments",
            "media",
            "partners",
            "videos",
            "feed",
            "moderation",
            "ads",
            "rewards",
            "wallet",
            "thanks",
            "payouts",
            "finance",
            "site"
        })
@NullMarked
package ovation.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
