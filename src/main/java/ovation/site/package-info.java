/**
 * The front door.
 *
 * <p><b>Owns</b> the layout, navigation, home, error pages, problem documents, the security chain and the REST description.
 * <b>Promises</b> that every refusal reads well, as page and as document. <b>Never</b> holds a rule of a business.
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
            "moderation",
            "ads",
            "rewards",
            "wallet",
            "payouts",
            "finance"
        })
@NullMarked
package ovation.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
